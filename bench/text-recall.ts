/** Precision and recall of the dosage-text reader over its written set: `npx tsx bench/text-recall.ts`. */
import { measureDosageTexts } from '../src/facts/text/measure-dosage-texts.ts';

const { texts, read, refused, wrong } = measureDosageTexts();
const stated = read + refused.length;
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
process.stdout.write(
  [
    `${texts} texts, ${stated} values stated`,
    `precision ${percent(read, read + wrong.length)} (${wrong.length} wrong)`,
    `recall ${percent(read, stated)} (${refused.length} refused)`,
    ...wrong.map((line) => `  wrong    ${line}`),
    ...refused.map((line) => `  refused  ${line}`),
    '',
  ].join('\n'),
);
process.exitCode = wrong.length === 0 ? 0 : 1;
