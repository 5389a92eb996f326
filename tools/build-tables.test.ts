import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { COMPACT_TABLES, generate, standing } from './build-tables.ts';

test.each(COMPACT_TABLES)('compact/$to is built from the data as they stand', (table) => {
  expect(standing(table) === generate(table)).toBe(true);
});

test('drugs, NDCs, routes, body sites and sites together stay under 9 kB compressed', () => {
  const own = COMPACT_TABLES.filter(({ from }) =>
    ['sites.json', 'drugs.json', 'ndc.json', 'routes.json', 'body-sites.json'].includes(from),
  );
  expect(own.length).toBe(5);
  expect(gzipSync(own.map(generate).join('\n')).length).toBeLessThan(9_000);
});

test.each(COMPACT_TABLES)('$from of another shape is refused', (table) => {
  expect(() => table.compact([{ system: 'x' }])).toThrow(/invalid/i);
});
