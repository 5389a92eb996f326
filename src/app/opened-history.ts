import { useEffect, useRef, useState } from 'react';
import { useLeave } from '../ui/unsaved-text.tsx';

/** Marks a step of the browser's history as "something is open". It never says what: that stands in memory alone. */
const OPEN = 'open';
const isOpenStep = (): boolean => history.state === OPEN;

/**
 * Whether back and forward are this app's to use. In a frame they belong to the page around it: steps made there
 * would stand between a reader of the EHR and the EHR's own previous page. See decision 0038.
 */
export const ownsHistory = (): boolean => window.parent === window;

export interface OpenedHere<Thing> {
  readonly opened: Thing | null;
  /** Opens it from the list: one step forward. */
  readonly open: (thing: Thing) => void;
  /** Shows another in its place, such as the next: the list stays one step back. */
  readonly show: (thing: Thing) => void;
  /** Back to the list. */
  readonly close: () => void;
}

/**
 * What is opened over a list, with the browser's back leading to the list and forward into it again. Words that are
 * not saved are asked about first, as by every other way out.
 */
export function useOpenedHere<Thing>(): OpenedHere<Thing> {
  const [opened, setOpened] = useState<Thing | null>(null);
  const last = useRef<Thing | null>(null);
  /** The step back was made by this screen's own button, which has asked what was to be asked. */
  const leaving = useRef(false);
  const leave = useLeave();
  const show = (thing: Thing): void => {
    last.current = thing;
    setOpened(thing);
  };
  const close = (): void => {
    // The list is shown when the step is made: what is opened before that would be closed by it.
    leaving.current = isOpenStep();
    if (leaving.current) history.back();
    else setOpened(null);
  };
  useSteps(() => {
    if (isOpenStep()) {
      if (opened === null) setOpened(last.current);
      return;
    }
    if (leaving.current) {
      leaving.current = false;
      return setOpened(null);
    }
    if (opened === null) return;
    let left = false;
    leave(() => {
      left = true;
      close();
    });
    // It is still shown while it is asked about: so its step stands again, for whichever the answer is.
    if (!left) history.pushState(OPEN, '');
  });
  return {
    opened,
    open: (thing) => {
      show(thing);
      if (ownsHistory()) history.pushState(OPEN, '');
    },
    show,
    close,
  };
}

/** Runs the newest handler at each step back or forward. Where the screen scrolls to is the app's own to say. */
function useSteps(run: () => void): void {
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  }, [run]);
  useEffect(() => {
    const onStep = (): void => newest.current();
    history.scrollRestoration = 'manual';
    addEventListener('popstate', onStep);
    return () => {
      history.scrollRestoration = 'auto';
      removeEventListener('popstate', onStep);
    };
  }, []);
}
