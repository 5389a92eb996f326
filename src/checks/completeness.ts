import type { SourceType } from '../vocab/completeness.ts';
import { SOURCES_OF, type CheckInput, type FactGroup } from './define-check.ts';

/**
 * The sources behind `groups` that were not completely read, each once, in the order asked.
 *
 * A source the chart says nothing about was not read. Groups in `whereOffered` are forgiven being
 * `unsupported`, nothing else. `coverage` is forgiven when somebody named the payer profile, because only the
 * choice of profile rests on it.
 */
export function unreadSources(
  groups: readonly FactGroup[],
  input: Pick<CheckInput, 'facts' | 'profileAskedFor'>,
  whereOffered: readonly FactGroup[] = [],
): readonly SourceType[] {
  const unread = groups.flatMap((group) => {
    if (group === 'coverage' && input.profileAskedFor) return [];
    return SOURCES_OF[group].filter((type) => !isRead(type, input, whereOffered.includes(group)));
  });
  return [...new Set<SourceType>(unread)];
}

function isRead(type: SourceType, { facts }: Pick<CheckInput, 'facts'>, whereOffered: boolean): boolean {
  const stated = facts.sources.filter((source) => source.type === type);
  return (
    stated.length > 0 &&
    stated.every(
      ({ completeness }) => completeness === 'complete' || (whereOffered && completeness === 'unsupported'),
    )
  );
}
