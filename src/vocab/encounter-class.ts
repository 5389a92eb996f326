/** HL7 v3 ActCode classes of an encounter in our words. */
const CLASS_WORDS: Readonly<Record<string, string>> = {
  AMB: 'ambulatory',
  EMER: 'emergency',
  IMP: 'inpatient',
  ACUTE: 'acute inpatient',
  NONAC: 'non-acute inpatient',
  OBSENC: 'observation',
  SS: 'short stay',
  HH: 'home health',
  VR: 'virtual',
  FLD: 'field',
};

/** The class in words; one that is not known stands as the chart writes it. */
export const encounterClassWords = (code: string): string =>
  Object.hasOwn(CLASS_WORDS, code) ? (CLASS_WORDS[code] ?? code) : code;
