/** Text that has broken software: markup, handlers, direction controls, formula prefixes, lone surrogates, sheer length. */
export const HOSTILE: readonly string[] = [
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=1</script>',
  '"><svg onload=window.hacked=1>',
  'javascript:window.hacked=1',
  '\u202Egnp.\u2066evil\u2069',
  '=HYPERLINK("http://evil.example","x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '{{constructor.constructor("window.hacked=1")()}}',
  '\u0000\u0007\uD800 lone',
  '%3Cscript%3E ../../etc/passwd \r\nSet-Cookie: a=b',
];
const LONG = `<b>${'long '.repeat(200_000)}</b>`;

/** Elements that hold words for people. Codes, systems, references, dates and numbers stay, so that the chart is still read. */
const WORDS = new Set([
  'text',
  'display',
  'family',
  'given',
  'prefix',
  'suffix',
  'title',
  'description',
  'lotNumber',
  'div',
  'comment',
  'label',
]);

/** The same JSON with every element of words replaced, each by the next hostile string; one of them is a megabyte long. */
export function withHostileWords<T>(json: T): T {
  let at = 0;
  const next = (): string => {
    at += 1;
    return at === 7 ? LONG : (HOSTILE[at % HOSTILE.length] ?? LONG);
  };
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return WORDS.has(key) ? next() : value;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, walk(held, name)]));
  };
  return walk(json, '') as T;
}
