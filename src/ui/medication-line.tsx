import type { ReactElement } from 'react';
import { factWords, type FactView, type FactWords } from './fact-words.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import { keepTogether } from './quantity.tsx';
import styles from './medication-line.module.css';

export interface MedicationLineProps {
  readonly drug: FactView;
  readonly dose: FactView;
  /** The amount as recorded ("2 mL"): stands in the dose's place while its milligrams are not known. */
  readonly amount?: FactView;
  readonly route: FactView;
  readonly site: FactView;
  readonly side: FactView;
  /** Whether the site is one of a pair: only then is a missing side a hole. Null when the site is not known. */
  readonly paired: boolean | null;
  readonly time: FactView;
  readonly performer: FactView;
  /** Words why the row does not count ("not given"); the line is then struck through and the words follow. */
  readonly excluded?: string | null;
}

interface Part {
  readonly key: string;
  readonly label?: string;
  readonly words: FactWords;
}

/**
 * A medication line: **drug** — DOSE 40 mg — route — right knee — 14:05, 23 Nov 2026 — given by R. Osei RN.
 * It wraps between parts, never inside one, and never ends in an ellipsis; what is missing stands in its
 * place in words with its mark. A part wider than the whole line (no real drug name is, at 320 px) wraps
 * between words rather than run off the screen. A dash stands between two parts of one line only, never at
 * the end of a line or its beginning. Keyboard: none, it is not a control.
 */
export function MedicationLine(props: MedicationLineProps): ReactElement {
  const parts = partsOf(props);
  const Line = props.excluded ? 's' : 'span';
  return (
    <p className={styles['line']}>
      <span className={styles['flow']}>
        <Line className={styles['parts']}>
          {parts.map((part, index) => (
            <span key={part.key}>
              <span className={styles['slot']}>
                {index > 0 ? <span className={styles['dash']}>{'— '}</span> : null}
                <span className={styles['part']} data-part={part.key}>
                  <PartWords part={part} />
                </span>
              </span>{' '}
            </span>
          ))}
        </Line>
        {props.excluded ? (
          <span className={styles['excluded']} data-part="excluded">
            {props.excluded}
          </span>
        ) : null}
      </span>
    </p>
  );
}

function PartWords({ part }: { readonly part: Part }): ReactElement {
  const text = keepTogether(part.words.text);
  if (part.words.standing !== 'met') return <OutcomeMark outcome={part.words.standing} word={text} />;
  if (part.key === 'drug') return <strong>{text}</strong>;
  return (
    <>
      {part.label ? <span className={styles['label']}>{part.label}</span> : null}
      {text}
    </>
  );
}

function partsOf(line: MedicationLineProps): readonly Part[] {
  const performer = factWords(line.performer, 'person who gave it');
  return [
    { key: 'drug', words: factWords(line.drug, 'drug') },
    { key: 'dose', label: 'DOSE\u00a0', words: doseWords(line) },
    { key: 'route', words: factWords(line.route, 'route') },
    ...placeParts(line),
    { key: 'time', words: factWords(line.time, 'time') },
    {
      key: 'performer',
      words: performer.standing === 'met' ? { ...performer, text: `given by ${performer.text}` } : performer,
    },
  ];
}

/** An amount without milligrams is shown as it stands: nothing is converted by guess. */
function doseWords({ dose, amount }: MedicationLineProps): FactWords {
  const words = amount?.words ?? null;
  const known = dose.how === 'recorded' || dose.how === 'text-only' || dose.how === 'order-only';
  if (known || dose.how === 'conflicting' || words === null) return factWords(dose, 'dose');
  return { text: `${words}, milligrams not known`, standing: 'cannot-tell' };
}

/**
 * "right knee" as one part where both are known; else each in its place, with the hole in words. Into a vein no site is
 * asked for, so none is missing.
 */
function placeParts({ route, site, side, paired }: MedicationLineProps): readonly Part[] {
  const noPlace = site.how === 'not-recorded' && side.how === 'not-recorded';
  if (noPlace && route.words?.startsWith('intravenous')) return [];
  const [where, which] = [factWords(site, 'site'), factWords(side, 'side')];
  const sideIsKnown = which.standing === 'met';
  if (where.standing === 'met' && sideIsKnown) {
    return [{ key: 'place', words: { text: `${which.text} ${where.text}`, standing: 'met' } }];
  }
  const askForSide = side.how !== 'not-recorded' || paired === true;
  return [{ key: 'site', words: where }, ...(askForSide ? [{ key: 'side', words: which }] : [])];
}
