/** Why a person puts a finding aside. It stays a finding: nothing was recorded by it. */
export const SET_ASIDE_REASONS = ['in-note-text', 'does-not-apply', 'disagree', 'other'] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

export const SET_ASIDE_WORDS: Readonly<Record<SetAsideReason, string>> = {
  'in-note-text': 'Recorded in the note text',
  'does-not-apply': 'Does not apply',
  disagree: 'I disagree',
  other: 'Other',
};

/** The reason in words for people: their own where they gave some. */
export const setAsideWords = (aside: {
  readonly reason: SetAsideReason;
  readonly text: string | null;
}): string => aside.text ?? SET_ASIDE_WORDS[aside.reason];
