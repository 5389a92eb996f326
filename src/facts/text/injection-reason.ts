import { clausesOf } from './clauses.ts';
import { isMark, isWord, plainText, type Token } from './tokens.ts';

const INJECTION: ReadonlySet<string> = new Set(
  'injection injections injected inject injecting injecion depo medrol kenalog steroid cortisone corticosteroid solu procedure'.split(
    ' ',
  ),
);
const BECAUSE: ReadonlySet<string> = new Set(
  'for due because given secondary treat relieve address manage indicated'.split(' '),
);
const COMPLAINTS: ReadonlySet<string> = new Set(
  (
    'pain painful osteoarthritis arthritis arthrosis oa djd bursitis tendinitis tendonitis tendinopathy synovitis ' +
    'capsulitis effusion swelling inflammation impingement gout flare rheumatoid epicondylitis fasciitis radiculopathy ' +
    'stenosis asthma copd allergic rash dermatitis eczema urticaria psoriasis exacerbation symptoms stiffness keloid ' +
    'neuroma tunnel sciatica sacroiliitis sclerosis relapse anaphylaxis lupus polymyalgia'
  ).split(' '),
);
const UNDOES: ReadonlySet<string> = new Set(
  'no not never denies denied declined refused without resolved if consider may might could would history mother father'.split(
    ' ',
  ),
);
/** "Indication: …", "Reason for injection: …". */
const HEADINGS: ReadonlySet<string> = new Set([
  'indication',
  'indications',
  'rationale',
  'reason',
  'justification',
]);

function hasHeading(tokens: readonly Token[]): boolean {
  const colon = tokens.findIndex((token) => isMark(token, ':'));
  if (colon < 0 || colon > 6) return false;
  const said = tokens.slice(colon + 1).filter(({ kind }) => kind === 'word');
  const heads = tokens.slice(0, colon).some((token) => isWord(token, HEADINGS));
  return heads && said.some((token) => isWord(token, COMPLAINTS));
}

/** "Injection today for right knee pain": the injection, a because, then the complaint. */
function statesWhy(tokens: readonly Token[]): boolean {
  const because = tokens.findIndex((token) => isWord(token, BECAUSE));
  if (because < 0 || tokens.some((token) => isWord(token, UNDOES) || isMark(token, '?'))) return false;
  return (
    tokens.slice(0, because).some((token) => isWord(token, INJECTION)) &&
    tokens.slice(because).some((token) => isWord(token, COMPLAINTS))
  );
}

/** The first clause of a note that states why the injection is given; null where none plainly does. */
export function readInjectionReason(text: string): string | null {
  const clause = clausesOf(plainText(text)).find(({ tokens }) => hasHeading(tokens) || statesWhy(tokens));
  return clause?.text ?? null;
}
