import * as z from 'zod/mini';
import { encounterReportSchema } from '../../src/report/report-schema.ts';

/** The JSON schema (draft 2020-12) of one report, as it stands in `src/report/report.schema.json`. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(encounterReportSchema, { target: 'draft-2020-12', io: 'input' });
  const published = {
    $schema: schema.$schema,
    $id: 'https://injectcheck.example/schema/report-1.json',
    title: 'InjectCheck encounter report',
    description:
      'injectcheck.report/1. Decimals are strings. Fields may be added within a version, never renamed.',
    ...schema,
  };
  return `${JSON.stringify(published, null, 2)}\n`;
}
