import type { Site } from '../../vocab/site.ts';
import { liesIn } from '../../tables/sites.ts';
import { lexicon } from './phrases.ts';

/** What a body word in running text means. */
export type SiteWord =
  | { readonly kind: 'site'; readonly site: Site; readonly plural: boolean }
  /** Names a body part that is no site we know: another site beside it is then not certain. */
  | { readonly kind: 'unknown-part' }
  /** Narrows a site that stands beside it ("MCP", "subacromial"), names none alone. */
  | { readonly kind: 'detail' }
  /** Looks like a body part and is none here: "hand hygiene". */
  | { readonly kind: 'not-a-part' };

const site = (name: Site, words: string, plural = false): (readonly [string, SiteWord])[] =>
  words.split('|').map((word) => [word, { kind: 'site', site: name, plural }] as const);
const kind = (
  what: 'unknown-part' | 'detail' | 'not-a-part',
  words: string,
): (readonly [string, SiteWord])[] => words.split('|').map((word) => [word, { kind: what }] as const);

/** Joints: spellings, typing errors (data/body-sites.json free-text rows and neighbours) and plurals. */
const JOINT_WORDS = [
  ...site('knee', 'knee|knee joint|kneee|knne|nkee|kne|knee jt|tibiofemoral joint|patellofemoral joint'),
  ...site('knee', 'knees|knee joints', true),
  ...site('hip', 'hip|hip joint|hip jt'),
  ...site('hip', 'hips', true),
  ...site(
    'shoulder',
    'shoulder|shoulder joint|shoudler|sholder|shouler|shouder|shoulderr|shoulde|shldr|shlder|glenohumeral joint|' +
      'gh joint|glenohumeral|gleno humeral joint|shoulder jt',
  ),
  ...site('shoulder', 'shoulders|shldrs', true),
  ...site('elbow', 'elbow|elbow joint|elbo|elbw|elbow jt'),
  ...site('elbow', 'elbows', true),
  ...site('wrist', 'wrist|wrist joint|wrsit|radiocarpal joint|wrist jt'),
  ...site('wrist', 'wrists', true),
  ...site('ankle', 'ankle|ankle joint|ankel|tibiotalar joint|ankle jt'),
  ...site('ankle', 'ankles', true),
  ...site('hand', 'hand'),
  ...site('hand', 'hands', true),
  ...site('foot', 'foot'),
  ...site('foot', 'feet', true),
  ...site(
    'thumb-carpometacarpal-joint',
    'thumb cmc|thumb cmc joint|cmc thumb|1st cmc|1st cmc joint|first cmc|first cmc joint|thumb carpometacarpal joint|' +
      'thumb carpometacarpal|first carpometacarpal joint|cmc joint of thumb|thumb basal joint|basal thumb joint|cmc 1',
  ),
  ...site('acromioclavicular-joint', 'ac joint|acj|acromioclavicular joint|acromioclavicular|ac jt'),
  ...site('sternoclavicular-joint', 'sc joint|sternoclavicular joint|sternoclavicular|sc jt'),
  ...site('temporomandibular-joint', 'tmj|temporomandibular joint|tm joint'),
  ...site('sacroiliac-joint', 'si joint|sij|sacroiliac joint|sacroiliac|si jt'),
  ...site('sacroiliac-joint', 'si joints|sijs|sacroiliac joints', true),
  ...site('facet-joint', 'facet joint|facet'),
  ...site('facet-joint', 'facets|facet joints', true),
];

const DIGIT_WORDS = [
  ...site('finger', 'finger'),
  ...site('finger', 'fingers', true),
  ...site('toe', 'toe'),
  ...site('toe', 'toes', true),
  ...site('thumb', 'thumb'),
  ...site('thumb', 'thumbs', true),
  ...site('index-finger', 'index finger|index'),
  ...site('middle-finger', 'middle finger|long finger'),
  ...site('ring-finger', 'ring finger'),
  ...site('little-finger', 'little finger|pinky|pinkie|pinky finger|small finger'),
  ...site('great-toe', 'great toe|big toe|hallux|1st toe|first toe'),
  ...site('second-toe', 'second toe|2nd toe|2 nd toe'),
  ...site('third-toe', 'third toe|3rd toe|3 rd toe'),
  ...site('fourth-toe', 'fourth toe|4th toe|4 th toe'),
  ...site('fifth-toe', 'fifth toe|5th toe|5 th toe|little toe|pinky toe'),
  ...site('great-toe', '1 st toe'),
  ...site('thumb-carpometacarpal-joint', '1 st cmc|1 st cmc joint'),
];

const BURSA_AND_TENDON_WORDS = [
  ...site(
    'subacromial-bursa',
    'subacromial bursa|subacromial bursae|sub acromial bursa|sa bursa|subacromial bursal space',
  ),
  ...site('olecranon-bursa', 'olecranon bursa|olecrannon bursa'),
  ...site('prepatellar-bursa', 'prepatellar bursa|pre patellar bursa'),
  ...site('suprapatellar-bursa', 'suprapatellar bursa|supra patellar bursa'),
  ...site('pes-anserine-bursa', 'pes anserine bursa|pes anserinus bursa|pes bursa|anserine bursa'),
  ...site(
    'trochanteric-bursa',
    'trochanteric bursa|greater trochanteric bursa|greater trochanter bursa|troch bursa|gt bursa|gtb|' +
      'trochanter bursa|trochanteric bursae',
  ),
  ...site('lateral-epicondyle', 'lateral epicondyle|lat epicondyle|lateral epicondylar region'),
  ...site('medial-epicondyle', 'medial epicondyle|med epicondyle'),
  ...site('supraspinatus-tendon', 'supraspinatus tendon'),
  ...site('plantar-fascia', 'plantar fascia|plantar fascial origin'),
  ...site('carpal-tunnel', 'carpal tunnel|carpel tunnel'),
];

const MUSCLE_AND_REGION_WORDS = [
  ...site('deltoid', 'deltoid|deltoid muscle|delt|deltiod|deltoide|deltoids muscle|deltoid m|detloid|deltod'),
  ...site('deltoid', 'deltoids', true),
  ...site(
    'gluteus',
    'gluteus|gluteus maximus|glute|gluteal|glut|gluteal muscle|gluteous|gluteus max|glut max|glutes',
  ),
  ...site('gluteus-medius', 'gluteus medius|glut med|gluteus med|glute medius'),
  ...site('ventrogluteal', 'ventrogluteal|ventral gluteal|ventro gluteal|ventrogluteal muscle'),
  ...site('dorsogluteal', 'dorsogluteal|dorsal gluteal|dorso gluteal|dorsogluteal muscle'),
  ...site('buttock', 'buttock|butt|buttocks|buttox'),
  ...site('vastus-lateralis', 'vastus lateralis|vastus lat|vastus lateralis muscle|lateral vastus'),
  ...site('thigh', 'thigh|lateral thigh|anterior thigh|anterolateral thigh|thigh muscle|mid thigh'),
  ...site('thigh', 'thighs', true),
  ...site('upper-arm', 'upper arm'),
  ...site('forearm', 'forearm|lower arm|fore arm'),
  ...site('arm', 'arm'),
  ...site('arm', 'arms|upper arms|forearms', true),
  ...site('lower-leg', 'lower leg'),
  ...site('scapula', 'scapula|shoulder blade'),
  ...site('antecubital-fossa', 'antecubital fossa|antecubital|antecub'),
  ...site('upper-eyelid', 'upper eyelid|upper lid'),
  ...site('lower-eyelid', 'lower eyelid|lower lid'),
  ...site('abdomen', 'abdomen|abd|abdominal wall'),
  ...site('neck', 'neck'),
  ...site('cervical-spine', 'cervical spine|c spine'),
  ...site('thoracic-spine', 'thoracic spine|t spine'),
  ...site('lumbar-spine', 'lumbar spine|l spine'),
  ...site('scalp', 'scalp'),
];

const OTHER_WORDS = [
  ...kind(
    'unknown-part',
    'back|groin|heel|jaw|rib|ribs|calf|shin|face|lip|nose|cheek|flank|spine|coccyx|tailbone|biceps|triceps|tricep|bicep|' +
      'trapezius|trap|traps|rhomboid|piriformis|achilles|patellar tendon|biceps tendon|iliopsoas|ischial|ischium|' +
      'leg|legs|limb|extremity|chest|breast|ear|eye|eyes|ears|eyelid|eyelids|forehead|chin|tongue|nail|nailbed|' +
      'digit|digits|palm|sole|arch|navicular|talus|subtalar|midfoot|forefoot|metatarsal|metacarpal|sacrum|sacral|' +
      'lumbar|cervical|thoracic|paraspinal|paraspinals|caudal|foraminal|popliteal|baker|bakers|cyst|ganglion|keloid|' +
      'scar|lesion|epicondyle|olecranon|trochanter|trochanteric|patella|tendon|ligament|bursa|bursae|neuroma|vein|' +
      'artery|quad|quads|quadriceps|hamstring|it band|iliotibial band|radial styloid|first dorsal compartment|' +
      'de quervain|dequervain|tarsal tunnel|cubital tunnel|ue|le|rue|lue|rle|lle|luoq|ruoq|iliac crest|axilla|' +
      'tennis elbow|golfer elbow|golfers elbow|frozen shoulder|trigger finger|trigger thumb|jumpers knee|' +
      'plantar fasciitis|hallux valgus|hand arthritis|cmc|cmc joint|stump|amputation',
  ),
  ...kind(
    'detail',
    'mcp|pip|dip|ip|mtp|mcp joint|pip joint|dip joint|ip joint|mtp joint|subacromial|sub acromial|joint|jt',
  ),
  ...kind(
    'not-a-part',
    'hand hygiene|hand washing|hand sanitizer|by hand|on hand|at hand|hand off|hand delivered|hands washed|finger stick|' +
      'fingerstick|foot of bed|arm band|index of suspicion|heel stick|back to|came back|come back|call back|go back|' +
      'face to face|drew back|pulled back|chin up|tendon sheath|into tendon sheath',
  ),
];

export const SITE_WORDS = lexicon<SiteWord>([
  ...JOINT_WORDS,
  ...DIGIT_WORDS,
  ...BURSA_AND_TENDON_WORDS,
  ...MUSCLE_AND_REGION_WORDS,
  ...OTHER_WORDS,
]);

/** Wider places people name with a site, beside those it lies in: "right hand, carpal tunnel". */
const ALSO_NAMED: Readonly<Partial<Record<Site, Site>>> = {
  'carpal-tunnel': 'hand',
  'thumb-carpometacarpal-joint': 'thumb',
};

/**
 * Whether `wide` is only a wider name for `site`: "right shoulder subacromial bursa" is the bursa. Any other two sites
 * in one text are two sites, and then none is read.
 */
export const isWithin = (site: Site, wide: Site): boolean => liesIn(site, wide) || ALSO_NAMED[site] === wide;
