import { quantity } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import {
  CPT,
  daysBefore,
  INTRAMUSCULAR,
  RIGHT_DELTOID,
  RX,
  SCT,
  subject,
  type Over,
  type Visit,
} from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const session = (id: string, back: number, over: Over = {}): RawResource => ({
  resourceType: 'MedicationAdministration',
  id,
  status: 'completed',
  subject,
  effectiveDateTime: `${daysBefore(back)}T09:00:00-05:00`,
  medicationCodeableConcept: RX('155323'),
  dosage: { dose: quantity(40, 'mg'), route: SCT('12130007'), site: SCT('6757004') },
  ...over,
});
const injected = (id: string, back: number): RawResource => ({
  resourceType: 'Procedure',
  id,
  status: 'completed',
  subject,
  code: CPT('20610'),
  performedDateTime: daysBefore(back),
  bodySite: [SCT('6757004')],
});
const freq = (outcome: 'met' | 'gap' | 'cannot-tell') => ({ checks: { 'frequency-within-policy': outcome } });
const past = (...more: readonly RawResource[]): Visit => ({ more });
visitCases(
  'frequency',
  'checks.md: the 4th session in 365 days, or under 90 days since the last; same site and side; distinct dates of any corticosteroid',
  [
    ['the first', {}, freq('met')],
    ['the third', past(session('s1', 300), session('s2', 150)), freq('met')],
    ['the fourth', past(session('s1', 310), session('s2', 200), session('s3', 100)), freq('gap')],
    ['89 days since the last', past(session('s1', 89)), freq('gap')],
    ['90 days since the last', past(session('s1', 90)), freq('met')],
    [
      'a fourth of which one is 366 days old',
      past(session('s1', 366), session('s2', 200), session('s3', 100)),
      freq('met'),
    ],
    [
      'the other knee',
      past(
        session('s1', 30, {
          dosage: { dose: quantity(40, 'mg'), route: SCT('12130007'), site: SCT('82169009') },
        }),
      ),
      freq('met'),
    ],
    [
      'a shoulder',
      past(
        session('s1', 30, {
          dosage: { dose: quantity(40, 'mg'), route: SCT('12130007'), site: SCT('91774008') },
        }),
      ),
      freq('met'),
    ],
    [
      'triamcinolone counts',
      past(session('s1', 30, { medicationCodeableConcept: RX('1085754') })),
      freq('gap'),
    ],
    ['not done does not count', past(session('s1', 30, { status: 'not-done' })), freq('met')],
    ['of unknown status: cannot tell', past(session('s1', 30, { status: 'unknown' })), freq('cannot-tell')],
    [
      'in this year alone: cannot tell',
      past(session('s1', 0, { effectiveDateTime: '2026' })),
      freq('cannot-tell'),
    ],
    [
      'two years ago, as far as is written',
      past(session('s1', 0, { effectiveDateTime: '2024' })),
      freq('met'),
    ],
    [
      'of a drug nobody can make out: cannot tell',
      past(session('s1', 30, { medicationCodeableConcept: { coding: [{ system: 'urn:x', code: '1' }] } })),
      freq('cannot-tell'),
    ],
    [
      'a procedure in words: cannot tell',
      past({ ...injected('p1', 30), code: { text: 'Steroid injection, right knee' } }),
      freq('cannot-tell'),
    ],
    [
      'an arthrocentesis in SNOMED: cannot tell',
      past({
        ...injected('p1', 30),
        code: SCT('91602002', 'Arthrocentesis'),
      }),
      freq('cannot-tell'),
    ],
    [
      'its procedure says where',
      past(session('s1', 30, { dosage: undefined }), injected('p1', 30)),
      freq('gap'),
    ],
    ['procedures alone count', past(injected('p1', 30)), freq('gap')],
    [
      'one date by both counts once',
      past(session('s1', 300), injected('p1', 300), session('s2', 150)),
      freq('met'),
    ],
    [
      'two passes of one date count once',
      past(session('s1', 200), session('s2', 200), session('s3', 100)),
      freq('met'),
    ],
    ['later ones do not count', past(session('s1', -30)), freq('met')],
    [
      'without a side: cannot tell',
      past(
        session('s1', 30, {
          dosage: { dose: quantity(40, 'mg'), route: SCT('12130007'), site: SCT('72696002') },
        }),
      ),
      freq('cannot-tell'),
    ],
    [
      'intramuscular does not count for the knee',
      past(
        session('s1', 30, {
          dosage: { dose: quantity(80, 'mg'), route: INTRAMUSCULAR, site: RIGHT_DELTOID },
        }),
      ),
      freq('met'),
    ],
  ],
);
