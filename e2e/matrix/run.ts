import { FAULTS } from '../../launch/sandbox-ehr/fault.ts';
import { PERSONALITIES } from '../../launch/sandbox-ehr/personality.ts';
import { matrixTable, runMatrix } from './run-matrix.ts';
import { WHO, type Case } from './run-one.ts';

/**
 * `npm run matrix [word …]`: every personality under every fault, as clinician with and without encounter and as
 * coder, through the real launch. Words narrow it ("epic 429 coder"). Prints what each showed; exit 1 when any broke.
 */
const words = process.argv.slice(2);
const wanted = ({ personality, fault, who }: Case): boolean =>
  words.every((word) => `${personality} ${fault} ${who}`.includes(word));
const cases = PERSONALITIES.flatMap((personality) =>
  (['none', ...FAULTS] as const).flatMap((fault) => WHO.map((who) => ({ personality, fault, who }))),
).filter(wanted);

let done = 0;
const shown = await runMatrix(cases, {
  onShown: () => {
    done += 1;
    process.stderr.write(`\r${done} of ${cases.length}`);
  },
});
process.stderr.write('\n');
const broken = shown.filter((one) => one.broken.length > 0);
process.stdout.write(`${matrixTable(shown)}\n\n${shown.length} runs, ${broken.length} broken.\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
