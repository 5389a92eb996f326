import type { EncounterFacts, Injection } from '../facts/encounter-facts.ts';
import type { CodeTable } from '../tables/code-table.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import type { Coding, LineRole, Unlined } from './claim-line.ts';
import { inOrder, readiness } from './dosed-injection.ts';
import { fallbackFor, linesOfTable } from './lines-of-table.ts';
import { tableDisagreements } from './table-disagreements.ts';

export interface CodingTables {
  /** Drives the proposed line. */
  readonly active: CodeTable;
  /** Always computed beside it. */
  readonly crossCheck: CodeTable;
  readonly profile: PayerProfile;
}

const ROLES: readonly LineRole[] = ['active', 'cross-check'];

/** Each administration once, whatever stands twice in the facts. */
const once = (injections: readonly Injection[]): readonly Injection[] => [
  ...new Map(injections.map((injection) => [injection.reference, injection])).values(),
];

/**
 * From facts to claim lines of both tables, with what made no line and where the tables disagree
 * (spec/coding.md). Pure: the order of administrations never changes the result.
 */
export function codeEncounter(facts: Pick<EncounterFacts, 'injections'>, tables: CodingTables): Coding {
  const { active, crossCheck, profile } = tables;
  const injections = once(facts.injections);
  const states = injections.map((injection) => ({ injection, state: readiness(injection) }));
  const dosed = states.flatMap(({ state }) => (state.ready ? [state.dosed] : [])).toSorted(inOrder);
  const fallback = fallbackFor(active, crossCheck);
  const inRoles = [
    linesOfTable(dosed, { role: 'active', table: active, fallback, profile, injections }),
    linesOfTable(dosed, { role: 'cross-check', table: crossCheck, fallback: null, profile, injections }),
  ];
  const unready = states.flatMap(({ injection, state }): readonly Unlined[] =>
    state.ready
      ? []
      : ROLES.map((role) => ({
          administration: injection.reference,
          role,
          why: state.why,
          words: state.words,
        })),
  );
  const lines = inRoles.flatMap((each) => each.lines);
  return {
    activeTable: active.id,
    crossCheckTable: crossCheck.id,
    editions: { [active.id]: active.edition, [crossCheck.id]: crossCheck.edition },
    lines,
    unlined: [...unready, ...inRoles.flatMap((each) => each.unlined)].toSorted((a, b) =>
      `${a.administration} ${a.role}` < `${b.administration} ${b.role}` ? -1 : 1,
    ),
    disagreements: tableDisagreements(lines, [active, crossCheck]),
  };
}
