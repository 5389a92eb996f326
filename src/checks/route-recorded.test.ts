import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection, sources } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { routeRecorded } from './route-recorded.ts';

const at = evidence('dosage.route', 'IA');
const route = (changes: Parameters<typeof judgedInjection>[1]): readonly string[] =>
  inShort(judgedInjection(routeRecorded, changes));

describe('route-recorded', () => {
  it('is met by a recorded route', () => {
    expect(route({ route: recorded('intra-articular', at) })).toEqual(['met recorded']);
  });

  it('is a gap when no route stands anywhere', () => {
    const [result] = judgedInjection(routeRecorded, { route: notRecorded(['dosage.route']) });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing', searched: ['dosage.route'] });
  });

  it.each([
    ['textOnly', textOnly('intramuscular' as const, at)],
    ['orderOnly', orderOnly('intramuscular' as const, at)],
    ['notRecognised', notRecognised('LOCAL-7', at)],
    ['conflicting', conflicting(['intramuscular', 'intravenous'] as const, at)],
  ])('cannot tell when the route is known as %s', (key, fact) => {
    expect(route({ route: fact })).toEqual([`cannot-tell ${key}`]);
  });

  it('does not call a route absent while administrations were read in part', () => {
    const results = judgedInjection(
      routeRecorded,
      { route: notRecorded(['dosage.route']) },
      { sources: sources({ MedicationAdministration: 'partial' }) },
    );
    expect(inShort(results)).toEqual(['cannot-tell sourceUnavailable', 'cannot-tell sourceUnavailable']);
  });
});
