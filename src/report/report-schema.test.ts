import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { reportJsonSchema } from '../../tools/generated/report-json-schema.ts';

const published = readFileSync('src/report/report.schema.json', 'utf8');

describe('the published schema', () => {
  it('is what the types come from (npm run schema)', () => {
    expect(published).toBe(reportJsonSchema());
  });

  it('accepts every golden report, and refuses one with a field of another kind', () => {
    const schema: object = JSON.parse(published);
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const reports = readdirSync('fhir-fixtures').flatMap((name): readonly object[] =>
      JSON.parse(readFileSync(`fhir-fixtures/${name}/expected-report.json`, 'utf8')),
    );
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.filter((report) => !validate(report))).toEqual([]);
    expect(validate({ ...reports[0], signState: 'fine' })).toBe(false);
    expect(validate({ ...reports[0], lines: [{ units: '1' }] })).toBe(false);
  });
});
