import { describe, expect, it } from 'vitest';
import { aCheckRow, aReport } from '../test-kit/report-builder.ts';
import { cardsFor } from './cards.ts';
import { chartOfRequest, PREFETCH } from './request-chart.ts';
import { DISCOVERY } from './service.ts';

const LAUNCH = 'https://app.example/launch/index.html';
const statusOf = (prefetch: Record<string, unknown>, type: string): string | undefined =>
  chartOfRequest({
    hook: 'patient-view',
    context: { patientId: 'p', encounterId: 'e' },
    prefetch,
  }).sources.find((one) => one.type === type)?.completeness;

describe('cards', () => {
  it('stay silent when nothing is missing, and never because something was not read', () => {
    expect(cardsFor(aReport(), LAUNCH)).toEqual([]);
    const unread = aReport({
      signState: 'cannot-tell',
      signSentence: 'Medication administrations could not be read.',
      checks: [aCheckRow({ outcome: 'cannot-tell', reason: 'source-unavailable' })],
    });
    expect(cardsFor(unread, LAUNCH)).toHaveLength(1);
    expect(cardsFor(unread, LAUNCH)[0]?.indicator).toBe('info');
  });

  it('are one card with check ids and no patient data', () => {
    const report = aReport({
      signState: 'gaps',
      signSentence: '1 to fix before you sign.',
      checks: [aCheckRow(), aCheckRow({ id: 'dose-recorded', outcome: 'met' })],
    });
    const [card, ...more] = cardsFor(report, LAUNCH);
    expect(more).toEqual([]);
    expect(card?.indicator).toBe('warning');
    expect(card?.links[0]?.appContext).toBe('{"checks":["side-recorded"]}');
    expect(JSON.stringify(card)).not.toContain('Patient/');
    expect(card?.summary.length).toBeLessThan(140);
  });
});

describe('the chart of a request', () => {
  const bundle = (extra: object = {}) => ({
    resourceType: 'Bundle',
    entry: [{ resource: { resourceType: 'Procedure', id: '1' } }],
    ...extra,
  });
  it.each([
    ['a bundle', bundle(), 'complete'],
    ['a bundle with more pages', bundle({ link: [{ relation: 'next', url: 'x' }] }), 'partial'],
    [
      'a bundle with a warning',
      bundle({ entry: [{ resource: { resourceType: 'OperationOutcome' } }] }),
      'partial',
    ],
    ['an outcome', { resourceType: 'OperationOutcome' }, 'denied'],
    ['nothing', undefined, 'failed'],
    ['null', null, 'failed'],
    ['text', 'x', 'failed'],
    ['a bundle of rubbish', bundle({ entry: [null, 1, {}] }), 'partial'],
    ['an empty bundle', bundle({ entry: [] }), 'complete'],
  ])('%s', (_, value, expected) => expect(statusOf({ Procedure: value }, 'Procedure')).toBe(expected));

  it('calls a source outside the prefetch unsupported', () => {
    expect(statusOf({}, 'Coverage')).toBe('unsupported');
  });
});

it('offers the prefetch of every service it answers', () => {
  expect(DISCOVERY.services.map((service) => service.hook)).toEqual(['patient-view', 'encounter-discharge']);
  expect(DISCOVERY.services.every((service) => service.prefetch === PREFETCH)).toBe(true);
});
