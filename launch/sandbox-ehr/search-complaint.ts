import type { FhirCall } from './fhir-call.ts';
import { TRAITS } from './personality.ts';
import { datePrefix } from './search.ts';
import { SEARCH_PARAMETERS } from './search-parameters.ts';
import type { TypeSupport } from './search-support.ts';

/** A search as sent, sorted into what the server knows and what it does not. */
export interface AskedSearch {
  readonly support: TypeSupport;
  readonly known: readonly (readonly [string, string])[];
  readonly unknown: readonly string[];
  readonly query: URLSearchParams;
}

/** What this server will not search by. */
export function searchComplaint(
  { issuer, type }: FhirCall,
  { support, known, unknown, query }: AskedSearch,
): { readonly code: string; readonly diagnostics: string } | null {
  const { unknownParameter } = TRAITS[issuer.personality];
  const include = query.getAll('_include');
  if (unknownParameter === 'refused' && unknown.length > 0)
    return {
      code: 'not-supported',
      diagnostics: `Unknown search parameter ${unknown.join(', ')} for ${type}.`,
    };
  if (unknownParameter === 'refused' && include.some((each) => !support.include.includes(each)))
    return { code: 'not-supported', diagnostics: '_include is not supported here.' };
  if (support.oneOf.length > 0 && !known.some(([name]) => support.oneOf.includes(name)))
    return { code: 'required', diagnostics: `One of ${support.oneOf.join(', ')} is required.` };
  const times = known.filter(([name]) => name === 'effective-time');
  const isBare = ([, value]: readonly [string, string]): boolean =>
    !/^(ge|gt|le|lt)\d{4}-\d{2}-\d{2}T/.test(value);
  if (issuer.personality === 'oracle-like' && (times.length > 2 || times.some(isBare)))
    return { code: 'invalid', diagnostics: 'effective-time needs a prefix and a time, once or twice.' };
  const bad = known.find(
    ([name, value]) =>
      SEARCH_PARAMETERS[type]?.[name]?.kind === 'date' && !/^\d{4}/.test(datePrefix(value).rest),
  );
  return bad ? { code: 'invalid', diagnostics: `${bad[0]} is not a date.` } : null;
}
