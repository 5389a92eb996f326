import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EncounterReport } from '../report/report-schema.ts';
import { runReview } from './run-review.ts';

/** A published sample of real records (ODbL, not part of this repository) that stands beside the project. */
const SAMPLE = '../shared/real/mimic-iv-demo-steroids.json';
const SITE = 'docs/examples/site-mimic-demo.json';

function review(...argv: readonly string[]): readonly EncounterReport[] {
  let out = '';
  runReview([SAMPLE, ...argv], {
    readFile: (path) => readFileSync(path),
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      throw new Error(text);
    },
  });
  const reports: readonly EncounterReport[] = JSON.parse(out);
  return reports;
}

describe.runIf(existsSync(SAMPLE))('real records', () => {
  it('with the site file: the 17 succinate administrations, by their orders, and nothing else', () => {
    const injections = review('--site', SITE).flatMap((report) => report.injections);
    expect(injections).toHaveLength(17);
    for (const { drug, doseMg, order } of injections) {
      expect(drug.value).toBe('methylprednisolone-sodium-succinate');
      expect(doseMg.how).toBe('recorded');
      expect(order.how).toBe('request');
    }
    // Four orders point to a mixture whose ingredients are not in the sample; one names its drug by a local name.
    expect(injections.filter(({ ndc }) => ndc.how === 'order-only')).toHaveLength(12);
    expect(injections.filter(({ ndc }) => ndc.how === 'not-recorded')).toHaveLength(5);
    const routes = injections.map(({ route }) => `${route.how} ${route.value ?? ''}`.trim());
    expect(routes.filter((route) => route === 'order-only intravenous')).toHaveLength(16);
    expect(routes.filter((route) => route === 'not-recorded')).toHaveLength(1);
  });

  it('with the site file: J2930 with the CMS cross-check for every one of them', () => {
    const reports = review('--site', SITE);
    const linedBy = (role: string, code: string): ReadonlySet<string> =>
      new Set(
        reports.flatMap(({ lines }) =>
          lines
            .filter((line) => line.role === role && line.code === code)
            .flatMap(({ administrations }) => administrations),
        ),
      );
    expect(linedBy('active', 'J2930').size).toBe(17);
    expect(linedBy('cross-check', 'J2919').size).toBe(17);
    expect(
      reports
        .flatMap(({ lines }) => lines.map(({ code }) => code))
        .filter((code) => !/^J29(?:30|19)$/.test(code)),
    ).toEqual([]);
  });

  it('without it: draws no line, clears no encounter, and lists the codes it did not recognise', () => {
    const reports = review();
    expect(reports.flatMap(({ lines }) => lines)).toEqual([]);
    expect(reports.map(({ signState }) => signState)).not.toContain('nothing-to-check');
    expect(reports.map(({ signState }) => signState)).not.toContain('no-gaps');
    const codes = reports.flatMap(({ unmappedCodes }) => unmappedCodes.map(({ code }) => code));
    expect(codes).toEqual(expect.arrayContaining(['METH125I', 'METH40I', 'IV']));
  });
});
