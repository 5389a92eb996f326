import { useCallback, useState } from 'react';
import type { SetAsideReason } from '../../vocab/set-aside.ts';

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
