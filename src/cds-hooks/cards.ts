import type { EncounterReport, ReportCheck } from '../report/report-schema.ts';

/** A CDS Hooks card (cds-hooks 2.0), as far as this service fills it. */
export interface Card {
  readonly uuid: string;
  /** Under 140 characters. */
  readonly summary: string;
  /** Markdown of plain sentences; holds no name and no identifier. */
  readonly detail: string;
  readonly indicator: 'info' | 'warning';
  readonly source: { readonly label: string };
  readonly overrideReasons: readonly {
    readonly code: string;
    readonly system: string;
    readonly display: string;
  }[];
  readonly links: readonly {
    readonly label: string;
    readonly url: string;
    readonly type: 'smart';
    readonly appContext: string;
  }[];
}

const SYSTEM = 'https://injectcheck.example/override-reason';
const REASONS = [
  { code: 'in-note-text', display: 'Recorded in the note text' },
  { code: 'does-not-apply', display: 'Does not apply' },
  { code: 'disagree', display: 'I disagree' },
] as const;

const ofClinician = (check: ReportCheck): boolean =>
  check.severity === 'fix-before-signing' && check.acknowledged === null;

/**
 * Cards for one encounter: none when nothing is to fix and everything was read, else exactly one. It never stays
 * silent because something could not be read. The link carries check ids only: no patient data in `appContext`.
 */
export function cardsFor(report: EncounterReport, launchUrl: string): readonly Card[] {
  const open = report.checks.filter(
    (check) => ofClinician(check) && (check.outcome === 'gap' || check.outcome === 'cannot-tell'),
  );
  if (report.signState === 'no-gaps' || report.signState === 'nothing-to-check') return [];
  const gaps = open.filter((check) => check.outcome === 'gap');
  const checks = [...new Set(open.map((check) => check.id))].toSorted();
  return [
    {
      uuid: `injectcheck-${checks.join('-')}`.slice(0, 128),
      summary: report.signSentence,
      detail: open
        .map(
          (check) =>
            `- ${check.title}: ${check.outcome === 'gap' ? (check.where ?? check.message) : check.message}`,
        )
        .join('\n'),
      indicator: gaps.length > 0 ? 'warning' : 'info',
      source: { label: 'InjectCheck' },
      overrideReasons: REASONS.map((reason) => ({ ...reason, system: SYSTEM })),
      links: [
        { label: 'Open InjectCheck', url: launchUrl, type: 'smart', appContext: JSON.stringify({ checks }) },
      ],
    },
  ];
}
