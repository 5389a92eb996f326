import { describe, expect, it } from 'vitest';
import type { PriorTherapy } from '../facts/encounter-facts.ts';
import { evidence, injection } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { rational } from '../vocab/rational.ts';
import { asMilligrams } from '../vocab/units.ts';
import { noteText } from './note-text.ts';

const NOTHING_AROUND = { therapies: [], checks: [] } as const;
const at = evidence('dosage', 'x');
const text = (changes: Parameters<typeof injection>[0] = {}): string =>
  noteText([injection(changes)], NOTHING_AROUND).join('');

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
    expect(text({ dose: { ...dose, amount: recorded('80 milligram', at), steps: [] } })).toContain(
      'acetate 80 mg,',
    );
    expect(text({ dose: { ...dose, amount: textOnly('2 mL', at) } })).toContain('acetate 80 mg,');
  });

  it('states the amount alone where nobody can tell the milligrams', () => {
    const mg = notRecognised('2 mL', at);
    const dose = { amount: recorded('2 mL', at), mg, steps: [], problem: 'volume-without-strength' } as const;
    expect(text({ dose })).toContain('acetate 2 mL,');
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
    expect(text({ route: textOnly('intravenous', at), site: nothing })).toContain(
      '[route recorded in text only], [site not recorded],',
    );
    expect(text({ site: recorded('lumbar-spine', at), side: nothing })).toContain(', lumbar spine, 14:05');
    expect(text({ side: recorded('bilateral', at) })).toContain('both sides, knee');
  });

  it('carries no id of any record', () => {
    expect(text({ performer: recorded('Practitioner/p1', at) })).toContain('given by [name not recorded]');
    expect(text()).not.toMatch(/[A-Z][A-Za-z]+\/\S/);
    for (const name of ['R. Osei RN, Ward/3', 'Ward/3 R. Osei RN'])
      expect(text({ performer: recorded(name, at) })).toContain(`given by ${name}.`);
  });

  it('has one paragraph for each injection', () => {
    expect(
      noteText([injection(), injection({ reference: 'MedicationAdministration/2' })], NOTHING_AROUND),
    ).toHaveLength(2);
  });
});

describe('what stands around the injection', () => {
  const about = (id: string, outcome: 'gap' | 'met', messageKey = 'missing') =>
    ({ id, subject: injection().reference, outcome, messageKey }) as const;
  const naproxen: PriorTherapy = {
    kind: 'nsaid',
    name: 'naproxen',
    outcome: 'failed',
    start: '2026-08-14',
    end: null,
    found: 'statement',
    standing: 'counts',
    evidence: evidence('statusReason[0].coding[0]', 'x', 'MedicationStatement/1'),
  };
  const around = (therapies: readonly PriorTherapy[], checks: readonly ReturnType<typeof about>[]) =>
    noteText([injection()], { therapies, checks }).slice(1);
  const documented = about('prior-therapy-documented', 'met', 'documented');

  it('leaves a blank for the reason and for prior therapy only where they are gaps', () => {
    const gaps = [about('rationale-documented', 'gap'), about('prior-therapy-documented', 'gap')];
    const [first, second, ...more] = noteText([injection()], { therapies: [], checks: gaps });
    expect([first?.endsWith('given by R. Osei RN, [reason not recorded].'), second, more]).toEqual([
      true,
      '[prior therapy not documented]',
      [],
    ]);
    const met = [about('rationale-documented', 'met', 'stated'), documented];
    expect(noteText([injection()], { therapies: [], checks: met }).join(' ')).not.toContain('[');
  });

  it('leaves no blank for a gap of another check, and the reason of one injection where it is missing', () => {
    const other = { ...injection(), reference: 'MedicationAdministration/2' };
    const gaps = [about('side-recorded', 'gap'), about('rationale-documented', 'gap'), documented];
    const words = noteText([injection(), other], { therapies: [naproxen], checks: gaps });
    expect(words.map((one) => [one.includes('[reason not recorded]'), one.includes('[prior')])).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ]);
    const checks = [about('side-recorded', 'gap')];
    expect(noteText([injection()], { therapies: [], checks })).toEqual([text()]);
  });

  it('says what was tried, since when, and with what relief, each once', () => {
    expect(around([naproxen, naproxen], [documented])).toEqual([
      'Tried before: naproxen from Aug 2026, no relief.',
    ]);
    const therapy = { ...naproxen, name: 'physical therapy', outcome: 'tried', start: null } as const;
    expect(around([therapy, { ...naproxen, outcome: 'intolerant' }], [documented])).toEqual([
      'Tried before: naproxen from Aug 2026, not tolerated; physical therapy.',
    ]);
  });

  it.each(['statement', 'administration', 'procedure', 'service'] as const)(
    'calls tried what a field of a %s states',
    (found) => {
      expect(around([{ ...naproxen, found }], [documented])).toEqual([
        'Tried before: naproxen from Aug 2026, no relief.',
      ]);
    },
  );

  it.each([
    ['words of a note', { found: 'encounter-note' }],
    ['an order nothing came of', { standing: 'ordered-only' }],
    ['a contraindication', { outcome: 'contraindicated' }],
    ['an allergy', { found: 'allergy' }],
  ] as const)('calls nothing tried by %s', (_, change) => {
    expect(around([{ ...naproxen, ...change }], [documented])).toEqual([]);
  });

  it('leaves an outcome that only words state with those words', () => {
    const words = evidence('note[0].text', 'no relief', 'MedicationRequest/1');
    expect(around([{ ...naproxen, evidence: words }], [documented])).toEqual([
      'Tried before: naproxen from Aug 2026.',
    ]);
    const order = { ...naproxen, found: 'order' } as const;
    expect(
      around(
        [
          { ...order, evidence: words },
          { ...order, outcome: 'not-stated' },
        ],
        [documented],
      ),
    ).toEqual(['Ordered before: naproxen from Aug 2026.']);
    expect(around([order, naproxen], [documented])).toEqual([
      'Tried before: naproxen from Aug 2026, no relief.',
    ]);
    const ordered = { ...order, name: 'ibuprofen', outcome: 'not-stated' } as const;
    expect(around([ordered, naproxen], [documented])).toEqual([
      'Tried before: naproxen from Aug 2026, no relief. Ordered before: ibuprofen from Aug 2026.',
    ]);
    const both = [...naproxen.evidence, ...words];
    expect(around([{ ...naproxen, evidence: both }], [documented])).toEqual([
      'Tried before: naproxen from Aug 2026.',
    ]);
  });

  it('says nothing of earlier treatment where it is not asked for', () => {
    expect(around([naproxen], [about('prior-therapy-documented', 'met', 'oralUnsuitable')])).toEqual([]);
    expect(around([naproxen], [])).toEqual([]);
  });
});
