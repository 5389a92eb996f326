import { describe, expect, it } from 'vitest';
import { evidence, injection } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { rational } from '../vocab/rational.ts';
import { asMilligrams } from '../vocab/units.ts';
import { noteText } from './note-text.ts';

const at = evidence('dosage', 'x');
const text = (changes: Parameters<typeof injection>[0] = {}): string =>
  noteText([injection(changes)]).join('');

describe('note text', () => {
  it('states recorded facts in one sentence', () => {
    expect(text()).toBe(
      'Methylprednisolone acetate 40 mg, intra-articular, right knee, 14:05, 23 Nov 2026, given by R. Osei RN.',
    );
  });

  it('shows the amount beside milligrams that were converted from it', () => {
    const dose = {
      amount: recorded('2 mL', at),
      mg: recorded(asMilligrams(rational(80n)), at),
      steps: ['2 mL × 40 mg/mL = 80 mg'],
      problem: null,
    };
    expect(text({ dose })).toContain('acetate 80 mg (2 mL),');
  });

  it('leaves a visible blank for what is missing', () => {
    const nothing = notRecorded(['dosage']);
    expect(text({ site: nothing, side: nothing })).toContain(', [site not recorded],');
    expect(text({ side: nothing })).toContain(', knee, [side not recorded],');
    expect(text({ route: nothing })).toContain('[route not recorded]');
    expect(text({ performer: nothing })).toContain('given by [performer not recorded].');
    expect(text({ time: nothing })).toContain('[time not recorded]');
    expect(text({ dose: { amount: nothing, mg: nothing, steps: [], problem: null } })).toContain(
      'acetate [dose not recorded],',
    );
    expect(text({ drug: notRecognised('methylprednisolone', at) })).toMatch(
      /^\[formulation not recognised\] 40 mg/,
    );
  });

  it('promotes nothing that stands in text, in the order, or twice', () => {
    expect(text({ route: textOnly('intramuscular', at) })).toContain('[route recorded in text only]');
    expect(text({ side: orderOnly('left', at) })).toContain('knee, [side stated by the order only]');
    expect(text({ side: orderOnly('left', at) })).not.toContain('left');
    expect(text({ site: conflicting(['knee', 'hip'], at) })).toContain(
      '[site recorded differently in two places]',
    );
    const dose = {
      amount: textOnly('80 mg', at),
      mg: textOnly(asMilligrams(rational(80n)), at),
      steps: [],
      problem: null,
    };
    expect(text({ dose })).not.toContain('80');
  });

  it('asks for no site of a drug given by vein, and for no side of a site without one', () => {
    const nothing = notRecorded(['dosage']);
    const byVein = text({ route: recorded('intravenous', at), site: nothing, side: nothing });
    expect(byVein).toBe(
      'Methylprednisolone acetate 40 mg, intravenous, 14:05, 23 Nov 2026, given by R. Osei RN.',
    );
    expect(text({ site: recorded('lumbar-spine', at), side: nothing })).toContain(', lumbar spine, 14:05');
    expect(text({ side: recorded('bilateral', at) })).toContain('both sides, knee');
  });

  it('carries no id of any record', () => {
    expect(text({ performer: recorded('Practitioner/p1', at) })).toContain('given by [name not recorded]');
    expect(text()).not.toMatch(/[A-Z][A-Za-z]+\/\S/);
  });

  it('has one paragraph for each injection', () => {
    expect(noteText([injection(), injection({ reference: 'MedicationAdministration/2' })])).toHaveLength(2);
  });
});
