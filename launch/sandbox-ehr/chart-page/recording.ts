import { at, isObject, type Resource, textAt, withElements } from '../resource.ts';
import { type RecordedSide, type RouteChoice, ROUTES, type SiteChoice, SITES, SNOMED } from './choices.ts';

/** A recorded value: one the page can offer, words it cannot (kept as they are), or nothing. */
export type Recorded<T> =
  | { readonly kind: 'choice'; readonly choice: T }
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'none' };

const codesOf = (concept: unknown): readonly string[] =>
  at(concept, 'coding').flatMap((coding) =>
    textAt(coding, 'system') === SNOMED ? (textAt(coding, 'code') ?? []) : [],
  );

export function wordsOf(concept: unknown): string | null {
  return textAt(concept, 'text') ?? textAt(concept, 'coding.display') ?? textAt(concept, 'coding.code');
}

const inWords = <T>(concept: unknown): Recorded<T> => {
  const words = wordsOf(concept);
  return words === null ? { kind: 'none' } : { kind: 'words', words };
};

// ── dose ────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Dose {
  /** As typed; empty when not recorded. */
  readonly value: string;
  readonly unit: string;
}

export function doseOf(administration: Resource): Dose {
  const value = at(administration, 'dosage.dose.value')[0];
  const unit = textAt(administration, 'dosage.dose.unit') ?? textAt(administration, 'dosage.dose.code');
  return {
    value: typeof value === 'number' || typeof value === 'string' ? String(value) : '',
    unit: unit ?? '',
  };
}

function withDosage(administration: Resource, elements: Readonly<Record<string, unknown>>): Resource {
  const dosage = isObject(administration['dosage']) ? administration['dosage'] : {};
  const merged = Object.entries({ ...dosage, ...elements }).filter(([, value]) => value !== undefined);
  return withElements(administration, {
    dosage: merged.length > 0 ? Object.fromEntries(merged) : undefined,
  });
}

/** Null when the text is not a number: the page then says so and saves nothing. Empty text removes the dose. */
export function withDose(administration: Resource, { value, unit }: Dose): Resource | null {
  const text = value.trim().replace(',', '.');
  if (text === '') return withDosage(administration, { dose: undefined });
  const amount = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || !Number.isFinite(amount)) return null;
  const quantity = unit
    ? { value: amount, unit, system: 'http://unitsofmeasure.org', code: unit }
    : { value: amount };
  return withDosage(administration, { dose: quantity });
}

// ── route ───────────────────────────────────────────────────────────────────────────────────────────────────

export function routeOf(administration: Resource): Recorded<RouteChoice> {
  const concept = at(administration, 'dosage.route')[0];
  const codes = codesOf(concept);
  const choice = ROUTES.find((each) => codes.includes(each.code));
  return choice ? { kind: 'choice', choice } : inWords(concept);
}

export function withRoute(administration: Resource, code: string): Resource {
  const choice = ROUTES.find((each) => each.code === code);
  const route = choice && {
    coding: [{ system: SNOMED, code: choice.code, display: `${choice.label} route` }],
    text: choice.label,
  };
  return withDosage(administration, { route });
}

// ── site and side ───────────────────────────────────────────────────────────────────────────────────────────

export interface SiteAndSide {
  readonly site: SiteChoice;
  readonly side: RecordedSide | null;
}

/** Site and side of a `dosage.site` or a `bodySite`, by code, else by words such as "right knee". */
export function siteOf(concept: unknown): Recorded<SiteAndSide> {
  const codes = codesOf(concept);
  for (const site of SITES) {
    if (codes.includes(site.left)) return { kind: 'choice', choice: { site, side: 'left' } };
    if (codes.includes(site.right)) return { kind: 'choice', choice: { site, side: 'right' } };
  }
  const words = (wordsOf(concept) ?? '').toLowerCase();
  const named = /^(?:(left|right) )?(.+)$/.exec(words);
  const site = SITES.find(
    (each) => codes.includes(each.code) || each.label.toLowerCase() === named?.[2]?.trim(),
  );
  if (!site) return inWords(concept);
  const side = named?.[1] === 'left' || named?.[1] === 'right' ? named[1] : null;
  return { kind: 'choice', choice: { site, side } };
}

/** The coded concept for a site and side; undefined for no site. */
export function siteConcept(label: string, side: RecordedSide | null): object | undefined {
  const site = SITES.find((each) => each.label === label);
  if (!site) return undefined;
  const code = side === null ? site.code : site[side];
  const text =
    side === null ? site.label : `${side === 'left' ? 'Left' : 'Right'} ${site.label.toLowerCase()}`;
  return { coding: [{ system: SNOMED, code, display: text }], text };
}

export const withAdministrationSite = (
  administration: Resource,
  label: string,
  side: RecordedSide | null,
): Resource => withDosage(administration, { site: siteConcept(label, side) });

export function withProcedureSite(procedure: Resource, label: string, side: RecordedSide | null): Resource {
  const concept = siteConcept(label, side);
  return withElements(procedure, { bodySite: concept ? [concept] : undefined });
}

// ── note ────────────────────────────────────────────────────────────────────────────────────────────────────

const bytesOf = (data: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(data), (character) => character.codePointAt(0) ?? 0);

export const decodeText = (data: string): string => new TextDecoder().decode(bytesOf(data));

export const encodeText = (text: string): string =>
  btoa(String.fromCodePoint(...new Uint8Array(new TextEncoder().encode(text))));

/** Where a note's text stands: in the document itself, in a Binary, or nowhere this page can change. */
export function noteBody(
  document: Resource,
):
  | { readonly in: 'document'; readonly text: string }
  | { readonly in: 'binary'; readonly url: string }
  | null {
  const data = textAt(document, 'content.attachment.data');
  if (data !== null) return { in: 'document', text: decodeText(data) };
  const url = textAt(document, 'content.attachment.url');
  return url === null ? null : { in: 'binary', url };
}

export function withNoteText(document: Resource, text: string): Resource {
  return withElements(document, {
    content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: encodeText(text) } }],
  });
}

/** Signed by a person at a time: final, authenticated, dated. */
export const signed = (document: Resource, by: string, time: string): Resource =>
  withElements(document, { docStatus: 'final', authenticator: { reference: by }, date: time });

export const isSigned = (document: Resource): boolean =>
  ['final', 'amended', 'corrected'].includes(textAt(document, 'docStatus') ?? '');
