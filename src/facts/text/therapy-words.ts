import type { TherapyKind } from '../../vocab/therapy.ts';
import { lexicon, pairs } from './phrases.ts';

/** A therapy named in running text. `needs` says what else must stand beside it to make it one. */
export interface TherapyWord {
  readonly kind: TherapyKind;
  readonly name: string;
  readonly needs?: 'past-injection';
}

const rows = (kind: TherapyKind, names: string): (readonly [string, TherapyWord])[] =>
  names.split('|').map((name) => [name, { kind, name }] as const);
const named = (kind: TherapyKind, name: string, words: string): (readonly [string, TherapyWord])[] =>
  words.split('|').map((word) => [word, { kind, name }] as const);

/**
 * Conservative therapies as notes name them. Ingredients: data/therapies.json; brands and plain words: common
 * clinical usage. Left out, because the source could not confirm them: the acronyms HEP and RICE. "PT" is read
 * apart (`therapy-statements.ts`): in a note it is as often the patient.
 */
export const THERAPY_WORDS = lexicon<TherapyWord>([
  ...named('nsaid', 'NSAID', 'nsaid|nsaids|nsaid therapy|antiinflammatory|antiinflammatories|nonsteroidals'),
  ...named('nsaid', 'NSAID', pairs('oral|otc', 'nsaid|nsaids|anti inflammatories')),
  ...named(
    'nsaid',
    'NSAID',
    pairs(
      'anti|nonsteroidal anti|non steroidal anti',
      'inflammatory|inflammatories|inflammatory medication|inflammatory medications|inflammatory drugs|inflammatory agent',
    ),
  ),
  ...rows(
    'nsaid',
    'ibuprofen|naproxen|meloxicam|diclofenac|celecoxib|etodolac|indomethacin|nabumetone|piroxicam|sulindac|oxaprozin|' +
      'ketoprofen|flurbiprofen|fenoprofen|diflunisal|salsalate|tolmetin|meclofenamate|naproxen sodium',
  ),
  ...named('nsaid', 'ibuprofen', 'advil|motrin'),
  ...named('nsaid', 'naproxen', 'aleve|naprosyn|anaprox'),
  ...named('nsaid', 'meloxicam', 'mobic'),
  ...named('nsaid', 'celecoxib', 'celebrex'),
  ...named('nsaid', 'etodolac', 'lodine'),
  ...named('nsaid', 'nabumetone', 'relafen'),
  ...rows('analgesic', 'acetaminophen|paracetamol|analgesics|oral analgesics|pain relievers|otc analgesics'),
  ...named('analgesic', 'acetaminophen', 'tylenol|apap'),
  ...rows(
    'adjunct',
    'tramadol|duloxetine|gabapentin|cyclobenzaprine|methocarbamol|tizanidine|muscle relaxants|muscle relaxers',
  ),
  ...named('adjunct', 'duloxetine', 'cymbalta'),
  ...named('adjunct', 'cyclobenzaprine', 'flexeril'),
  ...rows(
    'topical',
    'topical nsaid|topical nsaids|topical diclofenac|diclofenac gel|voltaren gel|topical analgesics|topicals|' +
      'lidocaine patch|lidocaine patches|capsaicin|capsaicin cream|topical anti inflammatories|topical voltaren',
  ),
  ...rows(
    'oral-steroid',
    'prednisone|oral steroids|oral steroid|oral prednisone|medrol dosepak|medrol dose pack|medrol dose pak|' +
      'steroid taper|prednisone taper|oral corticosteroids|oral prednisolone',
  ),
  ...rows(
    'physical-therapy',
    'physical therapy|physiotherapy|aquatic therapy|pool therapy|occupational therapy|hand therapy',
  ),
  ...named(
    'physical-therapy',
    'physical therapy',
    'formal physical therapy|formal pt|outpatient physical therapy|physical therapist|outpatient pt|pt sessions|' +
      'sessions of pt|course of pt|weeks of pt|months of pt',
  ),
  ...rows(
    'exercise',
    'home exercise program|home exercises|home exercise|home exercise programme|stretching|stretching exercises|' +
      'exercises|strengthening exercises|exercise program|therapeutic exercise|therapeutic exercises|home stretching',
  ),
  ...rows(
    'bracing',
    'brace|braces|bracing|splint|splinting|splints|orthotics|orthosis|immobilization|walking boot|knee sleeve|' +
      'wrist splint|night splint|night splints|knee brace|unloader brace|counterforce brace|shoe inserts',
  ),
  ...rows(
    'activity-modification',
    'activity modification|activity modifications|modified activity|activity restriction|relative rest',
  ),
  ...rows('weight', 'weight loss|weight reduction'),
  ...rows(
    'ice-heat-rest',
    'ice|icing|heat|heating pad|cold packs|ice packs|hot packs|ice and heat|rest and ice',
  ),
  ...rows(
    'other',
    'acupuncture|chiropractic|chiropractic care|massage|massage therapy|tens unit|dry needling',
  ),
  ...rows(
    'conservative-unspecified',
    pairs(
      'conservative|nonoperative|non operative|nonsurgical|non surgical',
      'therapy|therapies|treatment|treatments|management|measures|care',
    ),
  ),
  ...[
    pairs('cortisone|steroid|corticosteroid', 'injection|injections|shot|shots'),
    'intra articular injection|knee injection|shoulder injection',
    'viscosupplementation|hyaluronic acid injections|gel injections|injection|injections',
  ].flatMap((words) =>
    words
      .split('|')
      .map((word) => [word, { kind: 'prior-injection', name: word, needs: 'past-injection' }] as const),
  ),
]);
