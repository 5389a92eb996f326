import { describe, expect, it } from 'vitest';
import { baseUrl, insideBase, localReference, redactedPath } from './inside-base.ts';

const base = baseUrl('https://ehr.example/r4');
const page = new URL('https://ehr.example/r4/Procedure?patient=1&page=1');

describe('insideBase', () => {
  it.each([
    ['Procedure?patient=1', 'https://ehr.example/r4/Procedure?patient=1'],
    ['/r4/Procedure?x=1', 'https://ehr.example/r4/Procedure?x=1'],
    ['https://ehr.example/r4?_getpages=a', 'https://ehr.example/r4?_getpages=a'],
    ['?page=2', 'https://ehr.example/r4/Procedure?page=2'],
  ])('keeps %s', (address, href) => {
    expect(insideBase(address, base, page)?.href).toBe(href);
  });

  it.each([
    'https://evil.example/r4/Procedure',
    '//evil.example/r4/Procedure',
    'http://ehr.example/r4/Procedure',
    'https://ehr.example:8443/r4/Procedure',
    'https://user:secret@ehr.example/r4/Procedure',
    'https://ehr.example.evil.example/r4',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
  ])('refuses %s', (address) => {
    expect(insideBase(address, base, page)).toBeNull();
  });
});

describe('localReference', () => {
  it.each([
    ['Medication/1', 'Medication/1'],
    ['Medication/1/_history/2', 'Medication/1'],
    ['https://ehr.example/r4/Medication/a.b-C', 'Medication/a.b-C'],
  ])('reads %s', (reference, local) => {
    expect(localReference(reference, base)).toBe(local);
  });

  it.each([
    '#med',
    'urn:uuid:1',
    'https://other.example/r4/Medication/1',
    'Medication/',
    'Medication/1/../2',
    'x',
  ])('leaves %s alone', (reference) => {
    expect(localReference(reference, base)).toBeNull();
  });
});

it('shows the type and parameter names of a request, never a value', () => {
  const url = new URL('https://ehr.example/r4/Procedure?patient=secret&date=ge2026&date=le2027&<b>=1');
  expect(redactedPath(url, base)).toBe('Procedure?patient=…&date=…');
  expect(redactedPath(new URL('https://ehr.example/r4/Patient/secret-id'), base)).toBe('Patient');
});
