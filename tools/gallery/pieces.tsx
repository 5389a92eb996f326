import type { ReactElement } from 'react';
import { evidence } from '../../src/test-kit/sample-facts.ts';
import { sampleLine, SOURCES } from '../../src/test-kit/sample-report.ts';
import { progress } from '../../src/test-kit/sample-states.ts';
import { Button } from '../../src/ui/button.tsx';
import { CodeBlock } from '../../src/ui/code-block.tsx';
import { Conflict } from '../../src/ui/conflict.tsx';
import { CopyButton } from '../../src/ui/copy-button.tsx';
import { DataTable } from '../../src/ui/data-table.tsx';
import { Details } from '../../src/ui/details.tsx';
import { Disclosures } from '../../src/ui/disclosures.tsx';
import { EmptyState } from '../../src/ui/empty-state.tsx';
import { EvidenceList } from '../../src/ui/evidence-list.tsx';
import { Banner, IdentityLine } from '../../src/ui/identity.tsx';
import { Notice } from '../../src/ui/notice.tsx';
import { OutcomeMark } from '../../src/ui/outcome-mark.tsx';
import { Progress } from '../../src/ui/progress.tsx';
import { Section } from '../../src/ui/section.tsx';
import { Select } from '../../src/ui/select.tsx';
import { SetAsidePanel } from '../../src/ui/set-aside-panel.tsx';
import { SourceStatusList } from '../../src/ui/source-status-list.tsx';
import { SOURCE_NAME } from '../../src/ui/source-words.ts';
import { StateSentence } from '../../src/ui/state-sentence.tsx';
import { TableDisagreement } from '../../src/ui/table-disagreement.tsx';
import { UnsavedText, useLeave, useUnsavedText } from '../../src/ui/unsaved-text.tsx';
import { OUTCOMES } from '../../src/vocab/outcome.ts';
import { MEDICATION_LINES } from './medication-lines.tsx';
import { stack } from './stack.tsx';

const nothing = (): void => undefined;
const PERSON = {
  name: 'Margaret Okonkwo',
  birthDate: '1958-04-12',
  sex: 'female',
  identifiers: [{ label: 'MRN', value: '00412077' }],
};
const BLOCK = {
  code: 'J3250',
  modifiers: sampleLine().modifierReasons,
  units: 1,
  description: 'methylprednisolone acetate, up to 40 mg',
  arithmetic: sampleLine().arithmetic,
  remarks: [],
  ndc: null,
} as const;
const ROWS = [
  {
    table: 'Practice reference',
    code: 'J3250-RT',
    units: 1,
    meaning: 'methylprednisolone acetate, up to 40 mg',
  },
  { table: 'CMS, the same number', code: 'J3250', units: null, meaning: 'trimethobenzamide, up to 200 mg' },
  { table: 'CMS HCPCS Level II', code: 'J1010', units: 40, meaning: 'methylprednisolone acetate, 1 mg' },
] as const;
const MESSAGE =
  'CMS lists J3250 as trimethobenzamide, up to 200 mg. For 23 Nov 2026 CMS lists J1010, 40 units.';

/** Words stand unsaved: pressing the button opens the one modal of the app. */
function Leaving(): ReactElement {
  useUnsavedText(true);
  const leave = useLeave();
  return <Button onClick={() => leave(nothing)}>Leave with unsaved words</Button>;
}

/** Every piece of the kit in every state. */
export const PIECES: Readonly<Record<string, () => ReactElement>> = {
  'outcome-mark': () => stack(...OUTCOMES.map((outcome) => <OutcomeMark key={outcome} outcome={outcome} />)),
  ...MEDICATION_LINES,
  'evidence-list': () =>
    stack(
      <EvidenceList
        evidence={[
          evidence('dosage.site.coding[0]', 'Knee joint structure'),
          evidence('note[0].text', '<b>right</b> knee, 40 mg'),
        ]}
      />,
      <EvidenceList evidence={[evidence('dosage.site', 'Right knee')]} onOpen={nothing} />,
      <EvidenceList evidence={[]} />,
    ),
  'state-sentence': () =>
    stack(
      <StateSentence text="2 to fix before you sign. 1 could not be checked." outcome="gap" />,
      <StateSentence text="No gaps found. 21 checks ran." outcome="met" />,
      <StateSentence text="No gaps found. 19 checks ran, 2 could not." outcome="cannot-tell" />,
      <StateSentence
        text="Medication administrations could not be read. 9 of 21 checks did not run."
        outcome="cannot-tell"
      />,
      <StateSentence
        text="No corticosteroid injection recorded in this encounter."
        outcome="not-applicable"
      />,
      <StateSentence text="Checking…" outcome={null} />,
    ),
  'code-block': () =>
    stack(
      <CodeBlock {...BLOCK} />,
      <CodeBlock {...BLOCK} ndc={{ code: '00009-0280-02', quantity: '1 ML' }} remarks={['Given in part.']} />,
      <CodeBlock {...BLOCK} modifiers={[]} caution="Rests on text, not on a structured entry." />,
    ),
  'table-disagreement': () =>
    stack(
      <TableDisagreement rows={ROWS} message={MESSAGE} />,
      <TableDisagreement
        rows={ROWS}
        message={MESSAGE}
        acknowledged="Acknowledged by J. Meyer, 1 Nov 2026: contract."
      />,
    ),
  conflict: () => (
    <Conflict
      statements={[
        {
          source: 'Administration',
          time: '14:05, 23 Nov 2026',
          says: 'Right knee',
          evidence: [evidence('dosage.site', 'Right knee')],
        },
        {
          source: 'Procedure',
          time: 'time not stated',
          says: 'Left knee',
          evidence: [evidence('bodySite[0]', 'Left knee', 'Procedure/pr-1')],
        },
      ]}
    />
  ),
  identity: () =>
    stack(
      <IdentityLine
        person={PERSON}
        encounter="Encounter 23 Nov 2026, ambulatory, in progress"
        note="Note: draft seen"
      />,
      <IdentityLine person={null} encounter="Encounter not read yet" note="Note: not looked at yet" />,
      <Banner
        person={PERSON}
        encounter="Encounter 23 Nov 2026, ambulatory, in progress"
        note="Note: signed at 14:30"
      />,
    ),
  'source-status-list': () => (
    <SourceStatusList
      sources={[
        ...SOURCES.slice(0, 2),
        {
          type: 'MedicationRequest',
          completeness: 'denied',
          count: 0,
          reason: 'Not permitted by the EHR for this app.',
        },
        { type: 'Condition', completeness: 'partial', count: 12, reason: 'A page was lost.' },
        { type: 'MedicationDispense', completeness: 'unsupported', count: 0, reason: null },
        { type: 'Coverage', completeness: 'failed', count: 0, reason: 'The EHR did not answer.' },
      ]}
    />
  ),
  button: () =>
    stack(
      <Button>Plain</Button>,
      <Button kind="primary">Primary</Button>,
      <Button kind="quiet">Quiet</Button>,
      <Button disabled>Disabled</Button>,
    ),
  select: () => (
    <Select
      label="Code table for this session"
      value="a"
      options={[{ value: 'a', label: 'Practice reference, edition 2026-11' }]}
      onChange={nothing}
    />
  ),
  details: () =>
    stack(
      <Details summary="Closed">Text</Details>,
      <Details summary="Open" startOpen>
        Text
      </Details>,
    ),
  disclosures: () => (
    <Disclosures
      items={[
        { key: 'a', label: 'Why this is asked', content: 'Because.' },
        { key: 'b', label: 'Set aside', content: 'Reasons.' },
      ]}
    />
  ),
  'set-aside-panel': () => <SetAsidePanel onSetAside={() => undefined} />,
  'copy-button': () => <CopyButton text="text" label="Copy note text" />,
  progress: () => (
    <Progress
      label="Reading the chart"
      rows={progress.map((one) => ({
        key: one.type,
        label: SOURCE_NAME[one.type],
        read: one.read,
        state: one.state,
      }))}
    />
  ),
  'empty-state': () => (
    <EmptyState title="The EHR did not answer" actions={<Button>Try again</Button>}>
      <p>Nothing was read. Try again in a minute.</p>
    </EmptyState>
  ),
  notice: () => <Notice>This computer is offline. What stands here was read at 14:22.</Notice>,
  'unsaved-text': () => (
    <UnsavedText>
      <Leaving />
    </UnsavedText>
  ),
  section: () => (
    <Section title="To fix" aside="2">
      Text
    </Section>
  ),
  'data-table': () => (
    <DataTable
      caption="Lines"
      columns={[
        { key: 'code', title: 'Code', sort: 'ascending' },
        { key: 'units', title: 'Units', numeric: true },
      ]}
    >
      {ROWS.map((row) => (
        <tr key={row.table}>
          <td>{row.code}</td>
          <td data-numeric="true">{row.units ?? 'none'}</td>
        </tr>
      ))}
    </DataTable>
  ),
};
