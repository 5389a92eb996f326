import { describe, expect, it } from 'vitest';
import type { Resource } from '../resource.ts';
import { SITES } from './choices.ts';
import {
  decodeText,
  doseOf,
  encodeText,
  isSigned,
  noteBody,
  routeOf,
  signed,
  siteConcept,
  siteOf,
  withAdministrationSite,
  withDose,
  withNoteText,
  withRoute,
} from './recording.ts';

const given = (dosage: object = {}): Resource => ({
  resourceType: 'MedicationAdministration',
  id: 'a',
  status: 'completed',
  dosage,
});

describe('dose', () => {
  it('is written as a quantity and removed by empty text', () => {
    const written = withDose(given(), { value: ' 40 ', unit: 'mg' });
    expect(written?.['dosage']).toMatchObject({ dose: { value: 40, unit: 'mg', code: 'mg' } });
    expect(doseOf(written ?? given())).toEqual({ value: '40', unit: 'mg' });
    expect(withDose(written ?? given(), { value: '', unit: 'mg' })).not.toHaveProperty('dosage.dose');
  });

  it('keeps a value without a unit without one', () => {
    expect(withDose(given(), { value: '40', unit: '' })?.['dosage']).toEqual({ dose: { value: 40 } });
  });

  it.each(['forty', '4 0', '-4', '1e3', '4.'])('refuses %s', (value) => {
    expect(withDose(given(), { value, unit: 'mg' })).toBeNull();
  });
});

describe('site and side', () => {
  it('read back what was written, for every site and side', () => {
    for (const site of SITES)
      for (const side of [null, 'left', 'right'] as const)
        expect(siteOf(siteConcept(site.label, side))).toEqual({ kind: 'choice', choice: { site, side } });
  });

  it('reads words, and keeps words it does not know', () => {
    expect(siteOf({ text: 'right knee' })).toMatchObject({
      choice: { site: { label: 'Knee' }, side: 'right' },
    });
    expect(siteOf({ text: 'Knee' })).toMatchObject({ choice: { side: null } });
    expect(siteOf({ text: 'first carpometacarpal joint' })).toEqual({
      kind: 'words',
      words: 'first carpometacarpal joint',
    });
    expect(siteOf(undefined)).toEqual({ kind: 'none' });
  });

  it('are removed together with the site', () => {
    const right = withAdministrationSite(given({ text: 'as told' }), 'Knee', 'right');
    expect(right['dosage']).toMatchObject({ site: { text: 'Right knee' }, text: 'as told' });
    expect(withAdministrationSite(right, '', null)['dosage']).toEqual({ text: 'as told' });
  });
});

describe('route', () => {
  it('reads back what was written and is removed by nothing', () => {
    const written = withRoute(given(), '12130007');
    expect(routeOf(written)).toMatchObject({ kind: 'choice', choice: { label: 'Intra-articular' } });
    expect(routeOf(withRoute(written, ''))).toEqual({ kind: 'none' });
  });
});

describe('note', () => {
  const note: Resource = { resourceType: 'DocumentReference', id: 'n', docStatus: 'preliminary' };

  it('keeps any text through its encoding', () => {
    const text = 'Tried naproxen, 6 weeks – no relief. “Ünïcode” 膝';
    expect(decodeText(encodeText(text))).toBe(text);
    expect(noteBody(withNoteText(note, text))).toEqual({ in: 'document', text });
  });

  it('is signed by a person at a time', () => {
    const done = signed(note, 'Practitioner/p', '2026-11-23T14:30:00-05:00');
    expect([isSigned(note), isSigned(done)]).toEqual([false, true]);
    expect(done).toMatchObject({
      date: '2026-11-23T14:30:00-05:00',
      authenticator: { reference: 'Practitioner/p' },
    });
  });
});
