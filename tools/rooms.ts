/**
 * The one table of import directions (docs/decisions/0001-rooms.md). A room may import from itself and from
 * the rooms in `may`; everything else is refused by lint with the `why` of the room it must not reach into.
 */
export interface Room {
  readonly name: string;
  readonly may: readonly string[];
  /** Rooms whose types alone may be imported. */
  readonly mayTypes?: readonly string[];
  /** Why this room's line is drawn where it is. Shown as the lint message. */
  readonly why: string;
}

const PURE = ['vocab', 'tables', 'facts', 'coding', 'checks', 'report'];

export const ROOMS: readonly Room[] = [
  { name: 'vocab', may: [], why: 'vocab is the words of the domain; words depend on nothing.' },
  {
    name: 'tables',
    may: ['vocab'],
    why: 'tables are data and look-ups by date; they know no FHIR and no rule.',
  },
  {
    name: 'facts',
    may: ['vocab', 'tables'],
    why: 'facts read FHIR only; a fact that knew of a code or a check would bend to it.',
  },
  {
    name: 'coding',
    may: ['vocab', 'tables', 'facts'],
    why: 'coding turns facts into lines; it must not know which checks will judge them.',
  },
  {
    name: 'checks',
    may: ['vocab', 'tables', 'facts', 'coding'],
    why: 'checks judge facts and lines; the report is made of them, not the reverse.',
  },
  {
    name: 'report',
    may: PURE,
    why: 'report is the one entry of the pure side: no network, no screen, no clock.',
  },
  {
    name: 'ehr',
    may: ['vocab'],
    mayTypes: ['facts'],
    why: 'ehr brings resources in and never sees a rule, a table or a screen, so that completeness cannot be bent by them.',
  },
  {
    name: 'queries',
    may: ['ehr', 'report', 'facts', 'tables', 'vocab'],
    why: 'queries join the reading side to the report; screens come after.',
  },
  {
    name: 'ui',
    may: ['vocab'],
    why: 'ui is the kit; a piece that knew a check or a query could not stand in the gallery alone.',
  },
  {
    name: 'screens',
    may: ['ui', 'queries', 'vocab'],
    mayTypes: ['report'],
    why: 'screens show the report; they never read FHIR or recompute a rule, and never import each other.',
  },
  {
    name: 'app',
    may: [...PURE, 'ehr', 'queries', 'ui', 'screens'],
    why: 'app wires rooms together; the command line has its own wiring.',
  },
  {
    name: 'cli',
    may: PURE,
    why: 'cli is a second front of the pure side; nothing of the browser may leak into it.',
  },
  { name: 'cds-hooks', may: PURE, why: 'the CDS service is a third front of the pure side.' },
];

/** Packages only one room may import, and why. */
export const PACKAGES: readonly {
  readonly name: string;
  readonly only: readonly string[];
  readonly why: string;
}[] = [
  {
    name: 'fhirclient',
    only: ['ehr'],
    why: 'fhirclient does authorize() and ready() behind src/ehr only: its fetch sends the token to any absolute URL.',
  },
  {
    name: 'react',
    only: ['ui', 'screens', 'app', 'queries'],
    why: 'the pure side and the reading side know no screen.',
  },
  { name: 'react-dom', only: ['app'], why: 'only the app mounts itself.' },
  {
    name: '@tanstack/react-query',
    only: ['queries', 'app'],
    why: 'a query key is never typed by hand: keys and hooks live in queries.',
  },
];
