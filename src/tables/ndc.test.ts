import { expect, test } from 'vitest';
import { multiply, toExact } from '../vocab/rational.ts';
import ndcRows from './data/ndc.json' with { type: 'json' };
import { ndcRow, normaliseNdc } from './ndc.ts';

const codes = ndcRows.map(({ code }) => code);

/** The ways to write an 11-digit NDC with one segment's leading zero left out, with hyphens between the segments. */
function shortForms(ndc: string): readonly string[] {
  const segments = [ndc.slice(0, 5), ndc.slice(5, 9), ndc.slice(9)];
  return segments.flatMap((segment, at) =>
    segment.startsWith('0') ? [segments.with(at, segment.slice(1)).join('-')] : [],
  );
}

test('every package is found from each of its short forms, with hyphens and without', () => {
  const written = codes.flatMap((ndc) => shortForms(ndc).map((form) => [form, ndc] as const));
  expect(written.length).toBeGreaterThan(codes.length);
  expect(written.filter(([form, ndc]) => normaliseNdc(form) !== ndc)).toEqual([]);
  expect(written.filter(([form, ndc]) => normaliseNdc(form.replaceAll('-', '')) !== ndc)).toEqual([]);
});

test.each([
  ['zero left out of the labeler', '0009-0274-01', '00009027401'],
  ['zero left out of the product', '00009-274-01', '00009027401'],
  ['zero left out of the package', '00009-0274-1', '00009027401'],
  ['no zero left out', '00009-0274-01', '00009027401'],
  ['hyphens place the zero where the table does not know the package', '99999-999-99', '99999099999'],
  ['the product zero of bare digits', '0000927401', '00009027401'],
  ['the package zero of bare digits', '0000902741', '00009027401'],
  ['eleven digits outside the table', '99999999999', '99999999999'],
  ['prefix of the URN alone', 'ndc:0009-0274-01', '00009027401'],
  ['prefix in capitals', 'URN:NDC:00009027401', '00009027401'],
])('%s: %s is read', (_, written, ndc) => {
  expect(normaliseNdc(written)).toBe(ndc);
});

test.each([
  ['two zeros left out', '009-0274-01'],
  ['two segments short', '0009-274-01'],
  ['product too long', '0009-00274-01'],
  ['package too long', '0009-0274-001'],
  ['an empty segment', '00009--01'],
  ['four segments', '0009-02-74-01'],
  ['a letter before the digits of a segment', 'A009-0274-01'],
  ['a letter before eleven digits', 'x00009027401'],
  ['a letter after eleven digits', '00009027401x'],
  ['twelve digits', '000090274010'],
  ['nine digits', '009027401'],
  ['ten characters with a letter', '000902740A'],
  ['ten digits no package of the table stands for', '9999999991'],
  ['a prefix inside the number', '00009ndc:027401'],
])('%s: %s is refused', (_, written) => {
  expect(normaliseNdc(written)).toBeNull();
});

test.each(['00000000000', '99999999999', '0009-3073-01', ''])('"%s" is no package of the table', (ndc) => {
  expect(ndcRow(ndc)).toBeNull();
});

test.each([
  ['00009027401', 'methylprednisolone-acetate', 'methylprednisolone', null, '100', '5', '20'],
  ['00517072001', 'betamethasone-acetate-sodium-phosphate', 'betamethasone', null, '30', '5', '6'],
  ['00009003906', 'methylprednisolone-sodium-succinate', 'methylprednisolone', null, '40', null, null],
  ['00703004501', 'methylprednisolone-acetate', 'methylprednisolone', null, null, null, '40'],
  ['00009002001', null, 'methylprednisolone', 'oral', null, null, null],
])('%s holds its drug, form, amount, volume and strength', (...expected) => {
  const [ndc, drug, ingredient, form, mg, volume, strength] = expected;
  const row = ndcRow(ndc);
  expect(row).toMatchObject({ ndc, drug, ingredient, form });
  expect(row?.mgPerContainer && toExact(row.mgPerContainer)).toBe(mg);
  expect(row?.volumeMl && toExact(row.volumeMl)).toBe(volume);
  expect(row?.mgPerMl && toExact(row.mgPerMl)).toBe(strength);
});

test('a container with an amount and a volume has the concentration that they make', () => {
  const filled = codes.flatMap((code) => {
    const { mgPerContainer, mgPerMl, volumeMl } = ndcRow(code) ?? {};
    return mgPerContainer && volumeMl
      ? [[code, toExact(mgPerContainer), mgPerMl && toExact(multiply(mgPerMl, volumeMl))]]
      : [];
  });
  expect(filled.length).toBeGreaterThan(50);
  expect(filled.filter(([, mg, made]) => mg !== made)).toEqual([]);
});
