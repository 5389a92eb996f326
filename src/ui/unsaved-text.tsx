import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Button } from './button.tsx';
import styles from './unsaved-text.module.css';

interface Unsaved {
  readonly note: (id: string, unsaved: boolean) => void;
  /** Goes at once, or asks first while words stand unsaved. */
  readonly leave: (go: () => void) => void;
}

const atOnce: Unsaved = { note: () => undefined, leave: (go) => go() };
const UnsavedContext = createContext<Unsaved>(atOnce);

/**
 * Keeps words somebody typed from being lost by a click elsewhere. The one modal of the app: a native dialog that
 * opens only while words stand unsaved. Keyboard: Tab between its two buttons, Escape stays.
 */
export function UnsavedText({ children }: { readonly children: ReactNode }): ReactElement {
  const ids = useRef(new Set<string>());
  const [asked, setAsked] = useState<(() => void) | null>(null);
  const note = useCallback((id: string, unsaved: boolean) => {
    if (unsaved) ids.current.add(id);
    else ids.current.delete(id);
  }, []);
  const leave = useCallback((go: () => void) => {
    if (ids.current.size === 0) go();
    else setAsked(() => go);
  }, []);
  const value = useMemo(() => ({ note, leave }), [note, leave]);
  return (
    <UnsavedContext value={value}>
      {children}
      {asked ? (
        <ConfirmLeave onStay={() => setAsked(null)} onLeave={() => (setAsked(null), asked())} />
      ) : null}
    </UnsavedContext>
  );
}

/** Marks words in a field as unsaved: the browser asks before the page goes, the app before the screen does. */
export function useUnsavedText(unsaved: boolean): void {
  const id = useId();
  const { note } = useContext(UnsavedContext);
  useEffect(() => {
    if (!unsaved) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    note(id, true);
    window.addEventListener('beforeunload', warn);
    return () => {
      note(id, false);
      window.removeEventListener('beforeunload', warn);
    };
  }, [id, note, unsaved]);
}

/** Runs what would leave this screen, asking first where words would be lost. */
export const useLeave = (): ((go: () => void) => void) => useContext(UnsavedContext).leave;

const openModal = (dialog: HTMLDialogElement | null): void => {
  if (dialog && !dialog.open) dialog.showModal();
};
/** Closed before it is taken off the page: only then does the browser put the focus back to where it was. */
const closeModal = ({ currentTarget }: MouseEvent): void => currentTarget.closest('dialog')?.close();

function ConfirmLeave({
  onStay,
  onLeave,
}: {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const id = useId();
  return (
    <dialog ref={openModal} aria-labelledby={id} className={styles['dialog']} onClose={onStay}>
      <h2 id={id}>Leave without saving?</h2>
      <p>The words you typed are not saved.</p>
      <p className={styles['actions']}>
        <Button kind="primary" onClick={(event) => (closeModal(event), onStay())}>
          Stay here
        </Button>
        <Button onClick={(event) => (closeModal(event), onLeave())}>Leave</Button>
      </p>
    </dialog>
  );
}
