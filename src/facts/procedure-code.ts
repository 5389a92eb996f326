import { procedureRow, type ProcedureRow } from '../tables/procedures.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { conflicting, notRecognised, recorded, type Fact } from '../vocab/fact.ts';
import { codingFragment, evidence, type Concept, type IndexedResource } from './chart-index.ts';
import { plainText, tokenise, isWord, type Token } from './text/tokens.ts';

/** What the code of a Procedure says: its row, and the modifiers some EHRs write behind the number. */
export interface ProcedureCode {
  readonly code: Fact<string>;
  /** Null where only words say that it is an injection. */
  readonly row: ProcedureRow | null;
  readonly modifiers: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** "20610-RT", "20610 RT,59": the number and its modifiers. */
function splitCode(written: string): { readonly code: string; readonly modifiers: readonly string[] } {
  const [code = '', ...modifiers] = written
    .trim()
    .toUpperCase()
    .split(/[\s,\-:]+/, 6);
  return { code, modifiers: modifiers.filter((modifier) => /^[0-9A-Z]{2}$/.test(modifier)) };
}

interface Found {
  readonly row: ProcedureRow;
  readonly modifiers: readonly string[];
  readonly evidence: Evidence;
}

function rowsOf(resource: IndexedResource, concept: Concept): readonly Found[] {
  return concept.codings.flatMap((coding) => {
    if (coding.code === null || coding.system === null) return [];
    const { code, modifiers } =
      coding.system === 'SNOMED' ? { code: coding.code, modifiers: [] } : splitCode(coding.code);
    const row = procedureRow(coding.system, code);
    return row ? [{ row, modifiers, evidence: evidence(resource, coding.path, codingFragment(coding)) }] : [];
  });
}

/** CPT and HCPCS say more than SNOMED, a named kind more than "injection": the most telling row speaks. */
const rank = ({ system, family }: ProcedureRow): number =>
  (system === 'SNOMED' ? 0 : 2) + (family === 'injection-unspecified' ? 0 : 1);

const INJECTION_WORDS: ReadonlySet<string> = new Set(
  'injection injections inj inject injected arthrocentesis infiltration esi'.split(' '),
);
const OTHER_INJECTIONS: ReadonlySet<string> = new Set(
  'vaccine vaccination immunization immunisation contrast insulin botox botulinum allergy allergen dental'.split(
    ' ',
  ),
);
const says = (tokens: readonly Token[], words: ReadonlySet<string>): boolean =>
  tokens.some((token) => isWord(token, words));

/** Words of the code that say "injection", where no code does. */
function byWords(resource: IndexedResource, concept: Concept): readonly Evidence[] {
  const texts = [
    ...(concept.text === null ? [] : [{ path: `${concept.path}.text`, text: concept.text }]),
    ...concept.codings.flatMap(({ path, display }) =>
      display === null ? [] : [{ path: `${path}.display`, text: display }],
    ),
  ];
  return texts.flatMap(({ path, text }) => {
    const tokens = tokenise(plainText(text.slice(0, 500)));
    const isInjection = says(tokens, INJECTION_WORDS) && !says(tokens, OTHER_INJECTIONS);
    return isInjection ? [evidence(resource, path, text)] : [];
  });
}

/** Reads the code of a Procedure; null when it is no injection or administration. The system decides, never the looks. */
export function readProcedureCode(resource: IndexedResource, concept: Concept): ProcedureCode | null {
  const found = rowsOf(resource, concept).toSorted((a, b) => rank(b.row) - rank(a.row));
  const [first] = found;
  if (!first) {
    const words = byWords(resource, concept);
    const [word] = words;
    return word
      ? { code: notRecognised(word.fragment, words), row: null, modifiers: [], evidence: words }
      : null;
  }
  const best = found.filter(({ row }) => rank(row) === rank(first.row));
  const codes = [...new Set(best.map(({ row }) => row.code))];
  const from = found.map(({ evidence: one }) => one);
  return {
    code: codes.length > 1 ? conflicting(codes, from) : recorded(first.row.code, from),
    row: codes.length > 1 ? null : first.row,
    modifiers: [...new Set(found.flatMap(({ modifiers }) => modifiers))],
    evidence: from,
  };
}
