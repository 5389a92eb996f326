import type { KnownSystem } from './site-configuration.ts';

/**
 * The URIs and OIDs under which each code system arrives. v3-ActSite shares its codes with HL7 v2 table 0163
 * (reference/terminology.md §5), so both carry one name. `ValueSet/route-codes` is where one ambulatory EHR puts
 * SNOMED codes (§4).
 */
const URIS: Readonly<Record<KnownSystem, readonly string[]>> = {
  RXNORM: ['http://www.nlm.nih.gov/research/umls/rxnorm', 'urn:oid:2.16.840.1.113883.6.88'],
  NDC: ['http://hl7.org/fhir/sid/ndc', 'urn:oid:2.16.840.1.113883.6.69'],
  SNOMED: [
    'http://snomed.info/sct',
    'https://snomed.info/sct',
    'urn:oid:2.16.840.1.113883.6.96',
    'http://hl7.org/fhir/ValueSet/route-codes',
    'https://hl7.org/fhir/ValueSet/route-codes',
  ],
  ICD10CM: ['http://hl7.org/fhir/sid/icd-10-cm', 'urn:oid:2.16.840.1.113883.6.90'],
  CPT: ['http://www.ama-assn.org/go/cpt', 'urn:oid:2.16.840.1.113883.6.12'],
  HCPCS: [
    'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    'https://bluebutton.cms.gov/resources/codesystem/hcpcs',
    'http://terminology.hl7.org/CodeSystem/HCPCS',
    'http://terminology.hl7.org/CodeSystem/HCPCS-all-codes',
    'urn:oid:2.16.840.1.113883.6.14',
    'urn:oid:2.16.840.1.113883.6.285',
  ],
  UCUM: ['http://unitsofmeasure.org', 'https://unitsofmeasure.org', 'urn:oid:2.16.840.1.113883.6.8'],
  'V2-0162': [
    'http://terminology.hl7.org/CodeSystem/v2-0162',
    'http://hl7.org/fhir/v2/0162',
    'urn:oid:2.16.840.1.113883.12.162',
  ],
  'V2-0163': [
    'http://terminology.hl7.org/CodeSystem/v2-0163',
    'http://hl7.org/fhir/v2/0163',
    'urn:oid:2.16.840.1.113883.12.163',
    'http://terminology.hl7.org/CodeSystem/v3-ActSite',
    'http://hl7.org/fhir/v3/ActSite',
    'urn:oid:2.16.840.1.113883.5.1052',
  ],
  'V3-ROUTE': [
    'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration',
    'http://hl7.org/fhir/v3/RouteOfAdministration',
    'urn:oid:2.16.840.1.113883.5.112',
  ],
  ATC: ['http://www.whocc.no/atc', 'urn:oid:2.16.840.1.113883.6.73'],
  NCI: [
    'http://ncithesaurus-stage.nci.nih.gov',
    'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
    'urn:oid:2.16.840.1.113883.3.26.1.1',
  ],
};

const BY_URI: ReadonlyMap<string, KnownSystem> = new Map(
  (Object.keys(URIS) as KnownSystem[]).flatMap((name) => URIS[name].map((uri) => [uri, name] as const)),
);

/** Trailing slashes, `|version` and SNOMED edition paths are spellings of the same system. */
const normalisedUri = (uri: string): string =>
  uri
    .trim()
    .replace(/\|.*/, '')
    .replace(/\/+$/, '')
    .replace(/(snomed\.info\/sct)\/.*/, '$1');

/** The standard system a URI is: a site's own alias first, then the published URIs; null when neither knows it. */
export function knownSystem(
  uri: string | null,
  aliases: Readonly<Record<string, KnownSystem>>,
): KnownSystem | null {
  if (uri === null) return null;
  if (Object.hasOwn(aliases, uri)) return aliases[uri] ?? null;
  const plain = normalisedUri(uri);
  // An OID also arrives bare.
  return BY_URI.get(plain) ?? BY_URI.get(`urn:oid:${plain}`) ?? null;
}

/**
 * Our name of a vendor's local code set whose URI differs by customer: Epic's OID tail, Oracle Health's code set
 * number. Null for every other URI.
 */
export function localSystem(uri: string): string | null {
  const epic = /^urn:oid:1\.2\.840\.114350\.1\.13\..*\.(7\.\d+\.\d+\.\d+)$/.exec(uri);
  if (epic) return `EPIC:${epic[1]}`;
  const cerner = /^https:\/\/fhir\.cerner\.com\/[^/]+\/codeSet\/(\d+)$/.exec(uri);
  return cerner ? `CERNER:${cerner[1]}` : null;
}
