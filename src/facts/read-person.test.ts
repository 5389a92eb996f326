import { expect, it } from 'vitest';
import { administration, injectionOf, told } from '../test-kit/chart-builder.ts';

it.each<readonly [string, readonly object[], string]>([
  ['a display', [{ display: 'R. Osei RN' }], 'recorded R. Osei RN'],
  ['a practitioner nobody read', [{ reference: 'Practitioner/9' }], 'recorded Practitioner/9'],
  ['the patient', [{ reference: 'Patient/p', display: 'M. Okonkwo' }], 'recorded M. Okonkwo'],
  ['a device', [{ reference: 'Device/1', display: 'Pump 1' }], 'not-recognised'],
  ['a department', [{ reference: 'https://ehr.test/Organization/7' }], 'not-recognised'],
  ['a placeholder', [{ display: 'Unknown' }], 'not-recognised'],
  ['N/A', [{ display: 'N/A' }], 'not-recognised'],
  [
    'a device beside a nurse',
    [{ reference: 'Device/1', display: 'Pump 1' }, { display: 'R. Osei RN' }],
    'recorded R. Osei RN',
  ],
  ['nobody', [], 'not-recorded'],
])('given by %s', (_, actors, expected) => {
  const { performer } = injectionOf([administration({ performer: actors.map((actor) => ({ actor })) })]);
  expect(told(performer)).toBe(expected);
});
