import { isObject } from './resource.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each: unknown) => element(name, each)).join('');
  if (!isObject(value)) return `<${name} value="${escape(String(value))}"/>`;
  if (typeof value['resourceType'] === 'string') return `<${name}>${toXml(value)}</${name}>`;
  return `<${name}>${children(value)}</${name}>`;
}

const children = (value: Readonly<Record<string, unknown>>): string =>
  Object.entries(value)
    .filter(([name]) => name !== 'resourceType')
    .map(([name, each]) => element(name, each))
    .join('');

/** FHIR XML of a resource, good enough to be what a client that forgot `Accept` receives. */
export function toXml(resource: Readonly<Record<string, unknown>>): string {
  const type = String(resource['resourceType']);
  return `<${type} xmlns="http://hl7.org/fhir">${children(resource)}</${type}>`;
}
