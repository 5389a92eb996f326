/**
 * Codes of the official file that name an ingredient of ours and that the CMS table leaves out on purpose, each with
 * the reason; every other such code is put before the person who imports the file. Forms read in the code list of
 * November 2025 that the table's rows name as their source, ended predecessors in the notes of J3299 and J3304.
 */
export const CODES_LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['C9092', 'triamcinolone for suprachoroidal use, before J3299, to 2022-06-30'],
  ['C9469', 'triamcinolone extended release, before J3304, to 2018-06-30'],
  ['J7312', 'dexamethasone implant for inside the eye'],
  ['J7509', 'methylprednisolone by mouth'],
  ['J7624', 'betamethasone for inhalation'],
  ['J7637', 'dexamethasone for inhalation'],
  ['J7638', 'dexamethasone for inhalation'],
  ['J7683', 'triamcinolone for inhalation'],
  ['J7684', 'triamcinolone for inhalation'],
  ['J8540', 'dexamethasone by mouth'],
  ['J8541', 'dexamethasone by mouth'],
  ['Q9993', 'triamcinolone extended release, before J3304, to 2018-12-31'],
]);
