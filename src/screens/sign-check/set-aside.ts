import { useCallback, useState } from 'react';

export const SET_ASIDE_REASONS = ['in-note-text', 'does-not-apply', 'disagree', 'other'] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

export const SET_ASIDE_WORDS: Readonly<Record<SetAsideReason, string>> = {
  'in-note-text': 'Recorded in the note text',
  'does-not-apply': 'Does not apply',
  disagree: 'I disagree',
  other: 'Other',
};

/** A gap the clinician put aside, and why. It stays a gap in the report and is listed in its export. */
export interface SetAside {
  readonly key: string;
  readonly reason: SetAsideReason;
  /** The clinician's words with `other`; else null. Held in memory only. */
  readonly text: string | null;
  /** ISO 8601. */
  readonly at: string;
}

export interface SetAsides {
  readonly byKey: ReadonlyMap<string, SetAside>;
  readonly put: (aside: SetAside) => void;
  readonly undo: (key: string) => void;
}

/** What was set aside since the launch. Memory of this page only: no storage, gone with the session. */
export function useSetAsides(): SetAsides {
  const [byKey, setByKey] = useState<ReadonlyMap<string, SetAside>>(new Map());
  const put = useCallback(
    (aside: SetAside) => setByKey((before) => new Map([...before, [aside.key, aside]])),
    [],
  );
  const undo = useCallback(
    (key: string) => setByKey((before) => new Map([...before].filter(([other]) => other !== key))),
    [],
  );
  return { byKey, put, undo };
}

/** The reason in words for people. */
export const setAsideWords = (aside: SetAside): string => aside.text ?? SET_ASIDE_WORDS[aside.reason];
