import { expect, it } from 'vitest';
import type { Chart, RawResource } from '../facts/chart.ts';
import type { SourceType } from '../vocab/completeness.ts';
import { chartVersions, recordChanged } from './chart-versions.ts';

const chart = (resources: readonly RawResource[], lost: readonly SourceType[] = []): Chart => ({
  patient: 'Patient/1',
  encounter: 'Encounter/1',
  serviceDate: null,
  resources,
  sources: (['Procedure', 'Condition'] as const).map((type) => ({
    type,
    completeness: lost.includes(type) ? 'failed' : 'complete',
    reason: null,
    count: 0,
  })),
  droppedWrongPatient: 0,
  readAt: null,
});
const procedure = (id: string, versionId?: string): RawResource => ({
  resourceType: 'Procedure',
  id,
  ...(versionId === undefined ? {} : { meta: { versionId } }),
});
const changed = (before: Chart, now: Chart): boolean =>
  recordChanged(chartVersions(before), chartVersions(now));

it.each<readonly [string, Chart, Chart, boolean]>([
  ['nothing', chart([procedure('a', '1')]), chart([procedure('a', '1')]), false],
  [
    'the order they came in',
    chart([procedure('a', '1'), procedure('b', '1')]),
    chart([procedure('b', '1'), procedure('a', '1')]),
    false,
  ],
  ['a version', chart([procedure('a', '1')]), chart([procedure('a', '2')]), true],
  ['a version where none was stated', chart([procedure('a')]), chart([procedure('a', '1')]), true],
  ['one that came', chart([]), chart([procedure('a', '1')]), true],
  ['one that went', chart([procedure('a', '1')]), chart([]), true],
  ['a source that was lost', chart([procedure('a', '1')]), chart([], ['Procedure']), false],
  ['a source that came back', chart([], ['Procedure']), chart([procedure('a', '1')]), false],
])('%s', (_what, before, now, expected) => {
  expect(changed(before, now)).toBe(expected);
});
