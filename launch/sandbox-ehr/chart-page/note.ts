import { type Resource, textAt, typeAndId, referenceTo, withElements } from '../resource.ts';
import { ofEncounter, type PatientChart, personName } from './chart-data.ts';
import { chartTime, shownTime } from './clock.ts';
import { button, el } from './dom.ts';
import type { Editor } from './editor.ts';
import type { EhrClient } from './ehr-client.ts';
import { decodeText, encodeText, isSigned, noteBody, signed, withNoteText, wordsOf } from './recording.ts';

export interface NoteContext {
  readonly ehr: EhrClient;
  readonly chart: PatientChart;
  readonly encounter: Resource | null;
  readonly editor: Editor;
  /** `Practitioner/id` who signs. */
  readonly user: string;
  /** Reads the chart again and shows it; used where the shape of the note changed. */
  readonly reload: () => void;
}

/** The visit's note: text, state, and the buttons that end a visit. */
export function notePanel(context: NoteContext): HTMLElement {
  const { chart, encounter } = context;
  const notes = ofEncounter(chart, 'DocumentReference', encounter);
  // The newest decides: an addendum or a later draft stands for the note.
  const document = notes.toSorted((a, b) =>
    (textAt(b, 'date') ?? '').localeCompare(textAt(a, 'date') ?? ''),
  )[0];
  if (!document) return emptyNote(context);
  return isSigned(document) ? signedNote(context, document) : draftNote(context, document);
}

function emptyNote({ ehr, chart, encounter, reload }: NoteContext): HTMLElement {
  const start = async (): Promise<void> => {
    await ehr.create({
      resourceType: 'DocumentReference',
      status: 'current',
      docStatus: 'preliminary',
      type: {
        coding: [{ system: 'http://loinc.org', code: '11506-3', display: 'Progress note' }],
        text: 'Progress note',
      },
      category: [
        {
          coding: [
            {
              system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
              code: 'clinical-note',
            },
          ],
        },
      ],
      subject: { reference: referenceTo(chart.patient) },
      date: chartTime(chart, new Date()),
      ...(encounter ? { context: { encounter: [{ reference: referenceTo(encounter) }] } } : {}),
      content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: '' } }],
    });
    reload();
  };
  return el(
    'div',
    {},
    el('p', { class: 'quiet' }, 'No note is started for this visit.'),
    button('Start a note', () => void start()),
  );
}

/** The note's text; a Binary is read beforehand with the chart. */
function textOf(chart: PatientChart, document: Resource): string {
  const body = noteBody(document);
  if (body === null) return '';
  if (body.in === 'document') return body.text;
  const binary = chart.referenced.get(typeAndId(body.url) ?? '');
  return decodeText(textAt(binary, 'data') ?? '');
}

const title = (document: Resource): string => wordsOf(document['type']) ?? 'Note';

function signedNote({ chart }: NoteContext, document: Resource): HTMLElement {
  const by = personName(chart, document, 'authenticator');
  return el(
    'div',
    {},
    el(
      'p',
      { class: 'note-state' },
      `${title(document)}, signed at ${shownTime(textAt(document, 'date'))}, ${by}`,
    ),
    el('p', { class: 'note-text' }, textOf(chart, document) || 'The note is empty.'),
  );
}

function draftNote(context: NoteContext, document: Resource): HTMLElement {
  const { chart, editor, reload, user } = context;
  const body = noteBody(document);
  const binary = body?.in === 'binary' ? chart.referenced.get(typeAndId(body.url) ?? '') : undefined;
  const box = el('textarea', { id: 'note-text', rows: '9', spellcheck: 'true' });
  box.value = textOf(chart, document);
  const saveText = (): Promise<Resource | null> =>
    binary
      ? editor.save(binary, (current) => withElements(current, { data: encodeText(box.value) }))
      : editor.save(document, (current) => withNoteText(current, box.value));
  const sign = async (): Promise<void> => {
    if ((await saveText()) === null) return;
    const time = chartTime(chart, new Date());
    if ((await editor.save(document, (current) => signed(current, user, time))) !== null) reload();
  };
  box.addEventListener('change', () => void saveText());
  return el(
    'div',
    {},
    el('label', { for: 'note-text', class: 'note-state' }, `${title(document)}, draft, not signed`),
    box,
    el(
      'p',
      { class: 'actions' },
      button('Save note', () => void saveText()),
      button('Sign note', () => void sign(), { class: 'primary' }),
      editor.mark(binary ?? document),
    ),
  );
}
