import { referenceTo, type Resource } from '../resource.ts';
import { el } from './dom.ts';
import type { EhrClient } from './ehr-client.ts';

/** Saves edits one after another and says beside each resource how it went. */
export interface Editor {
  /** The resource as last saved or read. */
  readonly current: (resource: Resource) => Resource;
  readonly change: (resource: Resource, edit: (current: Resource) => Resource) => void;
  /** Saves something and waits for it, for buttons that go on afterwards. Null when it was not saved. */
  readonly save: (resource: Resource, edit: (current: Resource) => Resource) => Promise<Resource | null>;
  /** The line in which the outcome of this resource's last save appears. */
  readonly mark: (resource: Resource) => HTMLElement;
}

export interface EditorOptions {
  readonly ehr: EhrClient;
  /** Called after a save; the app in the sidebar may now be behind. */
  readonly onSaved: (resource: Resource) => void;
  /** Somebody else changed the resource: the chart has to be read again. */
  readonly onConflict: () => void;
}

const clock = (): string => new Date().toTimeString().slice(0, 5);

export function createEditor({ ehr, onSaved, onConflict }: EditorOptions): Editor {
  const held = new Map<string, Resource>();
  const marks = new Map<string, HTMLElement>();
  let last: Promise<unknown> = Promise.resolve();
  const current = (resource: Resource): Resource => held.get(referenceTo(resource)) ?? resource;
  const mark = (resource: Resource): HTMLElement => {
    const made = el('span', { class: 'saved', role: 'status' });
    marks.set(referenceTo(resource), made);
    return made;
  };
  const say = (resource: Resource, words: string): void => {
    const line = marks.get(referenceTo(resource));
    if (line) line.textContent = words;
  };
  const saveNow = async (
    resource: Resource,
    edit: (current: Resource) => Resource,
  ): Promise<Resource | null> => {
    say(resource, 'Saving…');
    try {
      const saved = await ehr.save(edit(current(resource)));
      if (saved === 'conflict') {
        onConflict();
        return null;
      }
      held.set(referenceTo(saved), saved);
      say(resource, `Saved ${clock()}`);
      onSaved(saved);
      return saved;
    } catch {
      say(resource, 'Not saved: the record system did not answer.');
      return null;
    }
  };
  // One at a time: two quick edits of one resource would otherwise race for its version.
  const save: Editor['save'] = (resource, edit) => {
    const next = last.then(() => saveNow(resource, edit));
    last = next;
    return next;
  };
  return {
    current,
    mark,
    save,
    change: (resource, edit) => {
      void save(resource, edit);
    },
  };
}
