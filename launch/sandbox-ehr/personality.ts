/**
 * The four ways real servers behave that the client must live with. Part of the base path, so that every
 * personality is an issuer of its own: `/{personality}/{fault}/fhir`.
 */
export const PERSONALITIES = ['epic-like', 'oracle-like', 'meditech-like', 'hapi-like'] as const;
export type Personality = (typeof PERSONALITIES)[number];

export const isPersonality = (value: unknown): value is Personality =>
  PERSONALITIES.some((each) => each === value);

export interface PersonalityTraits {
  readonly label: string;
  /** What a newcomer should know, one sentence. */
  readonly about: string;
  /** Whether discovery names S256. The server enforces it either way: 625 of 2,905 Oracle endpoints name none. */
  readonly advertisesS256: boolean;
  readonly scopeVersions: readonly ('v1' | 'v2')[];
  readonly paging: 'opaque' | 'context' | 'continue' | 'stateful';
  readonly pageSize: number;
  readonly maxPageSize: number;
  readonly total: 'page' | 'all';
  /** An unknown search parameter: dropped with an informational issue, or refused. */
  readonly unknownParameter: 'dropped' | 'refused';
  readonly medication: 'reference-with-display' | 'contained' | 'as-stored';
  /** Answers XML unless JSON is asked for by name. */
  readonly xmlByDefault: boolean;
}

export const TRAITS: Readonly<Record<Personality, PersonalityTraits>> = {
  'epic-like': {
    label: 'Epic-like',
    about: 'Empty searches answer with an outcome, totals count the page, unknown paths are HTML.',
    advertisesS256: true,
    scopeVersions: ['v1', 'v2'],
    paging: 'opaque',
    pageSize: 100,
    maxPageSize: 1000,
    total: 'page',
    unknownParameter: 'dropped',
    medication: 'reference-with-display',
    xmlByDefault: true,
  },
  'oracle-like': {
    label: 'Oracle-like',
    about: 'Medication contained, doses by volume, no encounter search, 403 despite a granted scope.',
    advertisesS256: false,
    scopeVersions: ['v2'],
    paging: 'context',
    pageSize: 50,
    maxPageSize: 100,
    total: 'all',
    unknownParameter: 'refused',
    medication: 'contained',
    xmlByDefault: false,
  },
  'meditech-like': {
    label: 'MEDITECH-like',
    about: 'No medication administrations at all, errors as resource and detail.',
    advertisesS256: true,
    // The silent point of the vendor table: one personality speaks v1 alone, so that v1 spelling is exercised.
    scopeVersions: ['v1'],
    paging: 'continue',
    pageSize: 50,
    maxPageSize: 200,
    total: 'all',
    unknownParameter: 'refused',
    medication: 'as-stored',
    xmlByDefault: false,
  },
  'hapi-like': {
    label: 'HAPI-like',
    about: 'Everything is offered; page links expire.',
    advertisesS256: true,
    scopeVersions: ['v1', 'v2'],
    paging: 'stateful',
    pageSize: 20,
    maxPageSize: 500,
    total: 'all',
    unknownParameter: 'refused',
    medication: 'as-stored',
    xmlByDefault: false,
  },
};
