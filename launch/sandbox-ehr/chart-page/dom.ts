/** Attributes by name; `on…` are listeners, `class` the class, false and null leave the attribute out. */
type Attributes = Readonly<Record<string, string | boolean | null | ((event: Event) => void)>>;
type Child = Node | string | null;

/** Makes an element. Strings become text nodes: nothing here can turn data into markup. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface SelectOptions {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onchange: (value: string) => void;
  /** Text beside the control instead of a name for assistive technology alone. */
  readonly visibleLabel?: boolean;
}

export function selectBox(options: SelectOptions): HTMLElement {
  const { label, choices, value, onchange, visibleLabel = false } = options;
  const box = el(
    'select',
    {
      'aria-label': visibleLabel ? null : label,
      onchange: (event) => {
        if (event.target instanceof HTMLSelectElement) onchange(event.target.value);
      },
    },
    choices.map((each) => el('option', { value: each.value }, each.label)),
  );
  box.value = value;
  return visibleLabel ? el('label', { class: 'field' }, el('span', {}, label), box) : box;
}

export const button = (label: string, onclick: () => void, attributes: Attributes = {}): HTMLButtonElement =>
  el('button', { type: 'button', ...attributes, onclick: () => onclick() }, label);

/** A table with a caption for assistive technology, or a line in its place when there is nothing to list. */
export function table(options: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (Node | string)[])[];
  readonly empty: string;
}): HTMLElement {
  const { caption, columns, rows, empty } = options;
  if (rows.length === 0) return el('p', { class: 'quiet' }, empty);
  return el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          columns.map((column) => el('th', { scope: 'col' }, column)),
        ),
      ),
      el(
        'tbody',
        {},
        rows.map((cells) =>
          el(
            'tr',
            {},
            cells.map((cell, at) => labelledCell(cell, columns[at] ?? '', at)),
          ),
        ),
      ),
    ),
  );
}

/** The column's name goes along for narrow screens, where each row becomes a block. */
function labelledCell(cell: Node | string, column: string, at: number): HTMLElement {
  return at === 0
    ? el('th', { scope: 'row', 'data-column': column }, cell)
    : el('td', { 'data-column': column }, cell);
}
