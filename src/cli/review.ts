import { nodeIo } from './node-io.ts';
import { runReview } from './run-review.ts';

process.exitCode = runReview(process.argv.slice(2), nodeIo);
