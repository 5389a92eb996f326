import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { EvidenceList } from './evidence-list.tsx';

const evidence = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    reference: `MedicationRequest/${at}`,
    versionId: null,
    path: 'medicationCodeableConcept',
    fragment: `order ${at}`,
  }));
afterEach(cleanup);

it('draws the first of a long list, says how many are not shown, and shows them on request', () => {
  const { container } = render(<EvidenceList evidence={evidence(1000)} />);
  const rows = (): number => container.querySelectorAll('q').length;
  expect(rows()).toBe(30);
  fireEvent.click(screen.getByRole('button', { name: 'Show more (970 of 1000 not shown)' }));
  expect(rows()).toBe(330);
});

it('draws a short list whole, without a button', () => {
  const { container } = render(<EvidenceList evidence={evidence(30)} />);
  expect([container.querySelectorAll('q').length, screen.queryByRole('button')]).toEqual([30, null]);
});
