import { notRecorded, textOnly, type Fact } from '../vocab/fact.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { elementOf, listOf } from './json.ts';
import { textsOf } from './read-discarded.ts';

/** Reasons why treatment by mouth is unsuitable, as clinicians write them. Each names both the mouth and the obstacle. */
const UNSUITABLE: readonly RegExp[] = [
  /\b(?:unable|not able|cannot|can't|could not|couldn't)\s+(?:to\s+)?(?:take|tolerate|swallow|keep down)\b[^.;]{0,40}\b(?:oral|orally|po|by mouth|pills?|tablets?|prednisone|prednisolone)\b/i,
  /\b(?:unable|not able|cannot|can't)\s+(?:to\s+)?(?:swallow|take (?:anything )?by mouth|take po)\b/i,
  /\b(?:oral|po)\s+(?:steroids?|corticosteroids?|prednisone|treatment|therapy|medications?|meds|route)\s+(?:is |are |was |were )?(?:not\s+(?:tolerated|possible|feasible|an option|suitable|appropriate)|contraindicated|unsuitable|ineffective|failed|refused|declined)\b/i,
  /\b(?:failed|intolerant (?:of|to)|did not tolerate|no (?:relief|improvement) (?:with|from|on))\s+(?:oral|po)\s+(?:steroids?|corticosteroids?|prednisone|medrol|treatment|therapy)\b/i,
  /\b(?:poor|non-?)\s?(?:compliance|adherence|adherent|compliant)\s+(?:with|to)\s+(?:oral|po)\b/i,
];
/** Conditions that keep a patient from swallowing. Reviews of systems and warnings list them too. */
const CONDITION =
  /\b(?:npo|nothing by mouth|dysphagia|persistent vomiting|intractable (?:nausea|vomiting)|malabsorption)\b(?!\W{0,3}(?:no|none|denie[sd]|absent|negative)\b|\s*\(-)/gi;
/** A denial, warning or relative that a whole list of conditions stands under. */
const LISTED_UNDER =
  /\b(?:no|not|denie[sd]|without|never|negative|return|call|seek|if|may|include|including|risks?|mother|father|family)\b(?!.*\b(?:but|has|had|because|due|given)\b)/i;
/** Words before the match that take it back: "no oral …", "denies …". */
const DENIED = /\b(?:no|not|denies|denied|without|never|negative for)\s+(?:\w+\s+){0,2}$/i;
/** "NPO for procedure" asks for a fast; it says nothing of oral treatment. */
const PLAIN_FAST = /\bnpo\s+(?:for|since|after|before|prior|until)\b/i;

/** The words of a text that say why oral treatment is unsuitable, or null. */
export function oralObstacleIn(text: string): string | null {
  if (PLAIN_FAST.test(text)) return null;
  for (const { 0: words, index } of text.matchAll(CONDITION)) {
    const sentence =
      text
        .slice(Math.max(0, index - 300), index)
        .split(/[.;\n]/)
        .at(-1) ?? '';
    if (!LISTED_UNDER.test(sentence)) return words;
  }
  for (const pattern of UNSUITABLE) {
    const match = pattern.exec(text);
    if (match && !DENIED.test(text.slice(Math.max(0, match.index - 40), match.index))) return match[0];
  }
  return null;
}

function reasonTexts(
  index: ChartIndex,
  resource: IndexedResource,
): readonly { readonly text: string; readonly path: string }[] {
  const reasons = listOf(elementOf(resource.json, 'reasonCode')).flatMap((value, place) => {
    const { text, codings } = index.concept(value, `reasonCode[${place}]`);
    const shown = text ?? codings[0]?.display ?? null;
    return shown === null ? [] : [{ text: shown, path: `reasonCode[${place}]` }];
  });
  return [...reasons, ...textsOf(resource)];
}

/** A stated reason why oral treatment is unsuitable, for intramuscular injections: always text, so text-only. */
export function readOralUnsuitable(
  index: ChartIndex,
  sources: {
    readonly administration: IndexedResource;
    readonly procedure: IndexedResource | null;
    readonly order: IndexedResource | null;
  },
): Fact<string> {
  const resources = [sources.administration, sources.procedure, sources.order].filter((one) => one !== null);
  for (const resource of resources) {
    for (const { text, path } of reasonTexts(index, resource)) {
      const words = oralObstacleIn(text);
      if (words !== null) return textOnly(words, [evidence(resource, path, text)]);
    }
  }
  return notRecorded(resources.map(({ type }) => `${type}.reasonCode, ${type}.note`));
}
