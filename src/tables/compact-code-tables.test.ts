import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMPACT_MODULES, generateModule, standingModule } from '../../tools/build-code-tables.ts';
import { parseShippedTable } from './code-table-schema.ts';
import { shippedCodeTable } from './code-tables.ts';
import { SHIPPED_PROFILES } from './compact/payer-profiles.ts';
import { parsePayerProfile } from './payer-profile-schema.ts';

const data = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8'));

test.each(COMPACT_MODULES)('compact/$to is what its data files say', async (module) => {
  expect(standingModule(module)).toBe(await generateModule(module));
});

test.each(['practice', 'cms-hcpcs'] as const)(
  'the data file of %s keeps to the schema of code tables',
  (id) => {
    const parsed = parseShippedTable(data(`code-tables/${id}.json`));
    expect(parsed).toEqual({ ok: true, value: shippedCodeTable(id) });
  },
);

test.each(['practice', 'cms-hcpcs'])(
  'every row of %s names its sources, which the browser does not carry',
  (id) => {
    const table = data(`code-tables/${id}.json`) as { rows: readonly { source: readonly string[] }[] };
    expect(table.rows.every(({ source }) => source.length > 0)).toBe(true);
    expect(JSON.stringify(shippedCodeTable(id as 'practice').rows)).not.toContain('"source"');
  },
);

test('every shipped profile keeps to the schema of payer profiles', () => {
  for (const profile of SHIPPED_PROFILES)
    expect(parsePayerProfile(profile)).toEqual({ ok: true, value: profile });
});
