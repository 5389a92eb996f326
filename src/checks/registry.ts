import { routeRecorded } from './route-recorded.ts';
import type { AnyCheck } from './run-checks.ts';

/** Every check of the catalogue, in its order. One line per check; reports list results in this order. */
export const CHECKS: readonly AnyCheck[] = [routeRecorded];
