import { quantity } from '../../test-kit/chart-builder.ts';
import { visitCases, type Expected } from '../../test-kit/spec-case.ts';
import {
  CPT,
  daysBefore,
  ICD,
  INTRAMUSCULAR,
  noteOf,
  RIGHT_DELTOID,
  RX,
  subject,
  TEXT,
  type Visit,
} from '../../test-kit/spec-visit.ts';

const told = (words: string): Visit => ({ therapy: null, note: noteOf(words) });

const is = (outcome: 'met' | 'gap' | 'cannot-tell' | 'not-applicable'): Expected => ({
  checks: { 'prior-therapy-documented': outcome },
});
visitCases(
  'prior therapy: words',
  'facts.md: failed, tried, no relief with, intolerant of count; no prior treatment, has not tried, plan to start, family history do not',
  [
    ['failed naproxen', told('Right knee pain. Failed naproxen and physical therapy.'), is('met')],
    ['tried ibuprofen', told('Tried ibuprofen for 6 weeks without relief.'), is('met')],
    ['no relief with', told('No relief with acetaminophen or home exercise.'), is('met')],
    ['intolerant of NSAIDs', told('Intolerant of NSAIDs because of gastritis.'), is('met')],
    [
      'physical therapy did not help',
      told('Completed 8 weeks of physical therapy with minimal improvement.'),
      is('met'),
    ],
    ['physical therapy by its initials', told('s/p PT x 6 weeks without improvement.'), is('met')],
    ['no prior treatment', told('Right knee pain. No prior treatment.'), is('gap')],
    ['has not tried', told('Has not tried NSAIDs or physical therapy.'), is('gap')],
    ['plan to start', told('Plan to start naproxen and physical therapy.'), is('gap')],
    ['will try', told('Will try ibuprofen after the injection.'), is('gap')],
    ['family history', told('Family history: mother failed naproxen.'), is('gap')],
    ['denies', told('Denies use of NSAIDs.'), is('gap')],
    ['declined', told('Declined physical therapy.'), is('gap')],
    ['recommend', told('Recommend ibuprofen as needed and physical therapy.'), is('gap')],
    ['prescribed today', told('Naproxen prescribed today.'), is('gap')],
    ['nothing of the kind', told('Right knee pain and swelling. Injection given.'), is('gap')],
    [
      'in the administration\u2019s note',
      { therapy: null, administration: { note: [{ text: 'Failed oral NSAIDs.' }] } },
      is('met'),
    ],
    [
      'in the procedure\u2019s note',
      { therapy: null, procedure: { note: [{ text: 'Physical therapy failed.' }] } },
      is('met'),
    ],
    [
      'in the condition\u2019s note',
      { therapy: null, diagnosis: { note: [{ text: 'No relief with naproxen.' }] } },
      is('met'),
    ],
    [
      'HTML note',
      {
        therapy: null,
        note: {
          content: [
            {
              attachment: {
                contentType: 'text/html',
                data: Buffer.from('<p>Failed <b>naproxen</b>.</p>').toString('base64'),
              },
            },
          ],
        },
      },
      is('met'),
    ],
    [
      'the reason: oral NSAID failed',
      {
        therapy: null,
        administration: { reasonCode: [{ text: 'knee osteoarthritis pain, oral NSAID failed' }] },
      },
      {},
    ],
    [
      'an allergy to NSAIDs',
      {
        therapy: null,
        more: [
          {
            resourceType: 'AllergyIntolerance',
            id: 'al',
            patient: subject,
            clinicalStatus: { coding: [{ code: 'active' }] },
            code: { ...RX('7258'), text: 'naproxen' },
            recordedDate: '2025-01-01',
          },
        ],
      },
      {},
    ],
  ],
);

visitCases(
  'prior therapy: note text',
  'checks.md: note text there but unreadable: cannot-tell; no note yet counts as read; priorTherapySources structured',
  [
    ['no note yet', { therapy: null, note: null }, is('gap')],
    [
      'a PDF',
      {
        therapy: null,
        note: { content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/1' } }] },
      },
      is('cannot-tell'),
    ],
    [
      'a note by URL that is not in the file',
      { therapy: null, note: { content: [{ attachment: { contentType: 'text/plain', url: 'Binary/1' } }] } },
      is('cannot-tell'),
    ],
    [
      'a note by URL whose Binary is there',
      {
        therapy: null,
        note: { content: [{ attachment: { contentType: 'text/plain', url: 'Binary/1' } }] },
        more: [
          {
            resourceType: 'Binary',
            id: '1',
            contentType: 'text/plain',
            data: TEXT('Failed naproxen.')['data'],
          },
        ],
      },
      is('met'),
    ],
    [
      'broken base64',
      { therapy: null, note: { content: [{ attachment: { contentType: 'text/plain', data: '%%%' } }] } },
      is('cannot-tell'),
    ],
    ['no content', { therapy: null, note: { content: [] } }, {}],
    [
      'unreadable, but a site of structured sources',
      {
        therapy: null,
        note: { content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/1' } }] },
      },
      is('gap'),
      { site: { priorTherapySources: 'structured' } },
    ],
    [
      'unreadable, but an order is there',
      { note: { content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/1' } }] } },
      is('met'),
    ],
    [
      'a look-back of the site',
      { therapy: { authoredOn: daysBefore(200) } },
      is('gap'),
      { site: { lookbackDays: 180 } },
    ],
  ],
);

const emergency: Visit = { therapy: null, encounter: { class: { code: 'EMER' } } };
visitCases(
  'prior therapy: not asked',
  'checks.md: except intravenous ones and emergency or inpatient encounters',
  [
    ['emergency', emergency, is('not-applicable')],
    ['inpatient', { therapy: null, encounter: { class: { code: 'IMP' } } }, is('not-applicable')],
    ['acute inpatient', { therapy: null, encounter: { class: { code: 'ACUTE' } } }, is('not-applicable')],
    ['ambulatory', { therapy: null }, is('gap')],
    ['virtual', { therapy: null, encounter: { class: { code: 'VR' } } }, is('gap')],
    [
      'intramuscular for dermatitis, nothing said',
      {
        therapy: null,
        route: INTRAMUSCULAR,
        site: RIGHT_DELTOID,
        dose: quantity(80, 'mg'),
        diagnosis: { code: ICD('L23.7') },
        procedure: { code: CPT('96372'), bodySite: undefined },
      },
      is('gap'),
    ],
    [
      'intramuscular, oral treatment unsuitable',
      {
        therapy: null,
        route: INTRAMUSCULAR,
        site: RIGHT_DELTOID,
        dose: quantity(80, 'mg'),
        diagnosis: { code: ICD('L23.7') },
        procedure: { code: CPT('96372'), bodySite: undefined },
        administration: { reasonCode: [{ text: 'Unable to tolerate oral steroids, vomiting' }] },
      },
      is('met'),
    ],
    [
      'the same reason for a joint does not count',
      { therapy: null, administration: { reasonCode: [{ text: 'vomiting' }] } },
      is('gap'),
    ],
  ],
);
