/** Writes `src/checks/CATALOGUE.md` from the registry. */
import { writeFileSync } from 'node:fs';
import { catalogue } from './generated/catalogue.ts';

writeFileSync('src/checks/CATALOGUE.md', catalogue());
