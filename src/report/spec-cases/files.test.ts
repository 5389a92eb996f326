import { specCases, visitCases } from '../../test-kit/spec-case.ts';
import { SCT, visit, type Over, type Visit } from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const note = (over: Over): Visit => ({ note: over });
const open = (outcome: 'met' | 'gap' | 'cannot-tell' | 'not-applicable') => ({
  checks: { 'note-open': outcome },
});
visitCases(
  'note state',
  'checks.md: note-open: note already signed; ehr.md: draft, signed, none seen, not readable',
  [
    ['a draft', {}, open('met')],
    [
      'signed, nothing missing',
      note({ docStatus: 'final' }),
      { checks: { 'note-open': ['met', 'gap', 'not-applicable'] }, sign: 'no-gaps' },
    ],
    ['signed, a side missing', { site: SCT('72696002'), note: { docStatus: 'final' } }, open('gap')],
    ['amended, a side missing', { site: SCT('72696002'), note: { docStatus: 'amended' } }, open('gap')],
    ['none seen', { site: SCT('72696002'), note: null }, {}],
    [
      'entered in error',
      { site: SCT('72696002'), note: { status: 'entered-in-error', docStatus: 'final' } },
      { checks: { 'note-open': ['met', 'not-applicable', 'cannot-tell'] } },
    ],
    [
      'superseded by a draft',
      { site: SCT('72696002'), note: { status: 'superseded', docStatus: 'final' } },
      { checks: { 'note-open': ['met', 'not-applicable', 'cannot-tell'] } },
    ],
    [
      'another encounter\u2019s signed note',
      {
        site: SCT('72696002'),
        note: { docStatus: 'final', context: { encounter: [{ reference: 'Encounter/e9' }] } },
      },
      { checks: { 'note-open': ['met', 'not-applicable', 'cannot-tell'] } },
    ],
  ],
);

const outcome = (code: string, diagnostics: string): RawResource => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics }],
});
const search = { type: 'searchset' };
specCases('completeness of a file', [
  {
    name: 'a next link',
    rule: 'report.md: complete unless a next link says otherwise',
    chart: visit(),
    bundle: { ...search, link: [{ relation: 'next', url: 'https://ehr.example/fhir?page=2' }] },
    expect: { sign: 'cannot-tell' },
  },
  {
    name: 'a next link and a gap',
    rule: 'checks.md: gap and met that rest on absence become cannot-tell; gaps by presence stand',
    chart: visit({ procedure: { bodySite: [SCT('82169009')] } }),
    bundle: { link: [{ relation: 'next', url: 'x' }] },
    expect: { sign: 'gaps', checks: { 'sides-agree': 'gap' } },
  },
  {
    name: 'a self link is nothing',
    rule: 'report.md',
    chart: visit(),
    bundle: { link: [{ relation: 'self', url: 'x' }] },
    expect: { sign: 'no-gaps' },
  },
  {
    name: 'an OperationOutcome with an error',
    rule: 'report.md: an OperationOutcome in it says otherwise',
    chart: [...visit(), outcome('processing', 'suppressed')],
    expect: { sign: 'cannot-tell' },
  },
  {
    name: 'an outcome that forbids',
    rule: 'report.md',
    chart: [...visit(), outcome('forbidden', 'not permitted')],
    expect: { sign: 'cannot-tell' },
  },
  {
    name: 'an empty search said in an outcome',
    rule: 'ehr.md: empty search: OperationOutcome entry (4101)',
    chart: [
      ...visit(),
      {
        resourceType: 'OperationOutcome',
        issue: [
          {
            severity: 'warning',
            code: 'not-found',
            details: { coding: [{ code: '4101' }] },
            diagnostics: 'Resource request returns no results.',
          },
        ],
      },
    ],
    expect: { sign: 'no-gaps' },
  },
  {
    name: 'an informational outcome',
    rule: 'ehr.md',
    chart: [
      ...visit(),
      {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'information', code: 'informational', diagnostics: 'All OK' }],
      },
    ],
    expect: { sign: 'no-gaps' },
  },
  {
    name: 'entries shuffled',
    rule: 'checks.md: order of resources never changes the report',
    chart: visit().toReversed(),
    expect: { sign: 'no-gaps', active: ['J3250 1 RT'], gaps: [], cannotTell: [] },
  },
  {
    name: 'two patients',
    rule: 'report.md: a resource never counts for a patient it does not reference',
    chart: [...visit(), ...visit({ therapy: null }).map((resource) => other(resource))],
    expect: { reports: 2, of: 'Encounter/e', sign: 'no-gaps', active: ['J3250 1 RT'] },
  },
  {
    name: 'the other of two patients',
    rule: 'report.md: a resource never counts for a patient it does not reference',
    chart: [...visit(), ...visit({ therapy: null }).map((resource) => other(resource))],
    expect: { reports: 2, of: 'Encounter/e-2', checks: { 'prior-therapy-documented': 'gap' } },
  },
  {
    name: 'a resource of nobody',
    rule: 'ehr.md: a mismatch is dropped',
    chart: visit({ administration: { subject: undefined } }),
    expect: {},
  },
  {
    name: 'no Patient resource',
    rule: 'report.md',
    chart: visit({ patient: null }),
    expect: { sign: 'no-gaps', active: ['J3250 1 RT'] },
  },
  {
    name: 'the patient by an absolute reference',
    rule: 'facts.md: absolute references',
    chart: visit({ administration: { subject: { reference: 'https://ehr.example/fhir/Patient/p' } } }),
    expect: { active: ['J3250 1 RT'] },
  },
]);
function other(resource: RawResource): RawResource {
  const text = JSON.stringify({ ...resource, id: `${String(resource['id'])}-2` });
  return JSON.parse(text.replaceAll(/"(Patient|Encounter|MedicationRequest)\/(\w+)"/g, '"$1/$2-2"'));
}
