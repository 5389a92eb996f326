/**
 * What a clinician can pick when recording an injection here. Codes: SNOMED CT, from the project's own tables of
 * routes and body sites (verified rows only).
 */
export const SNOMED = 'http://snomed.info/sct';

export interface RouteChoice {
  readonly code: string;
  readonly label: string;
}

export const ROUTES: readonly RouteChoice[] = [
  { code: '12130007', label: 'Intra-articular' },
  { code: '372459003', label: 'Intrabursal' },
  { code: '418586008', label: 'Intratendinous' },
  { code: '419762003', label: 'Peritendinous' },
  { code: '372474001', label: 'Periarticular' },
  { code: '78421000', label: 'Intramuscular' },
  { code: '47625008', label: 'Intravenous' },
  { code: '34206005', label: 'Subcutaneous' },
  { code: '372466002', label: 'Intralesional' },
  { code: '404820008', label: 'Epidural' },
];

export type RecordedSide = 'left' | 'right';

export interface SiteChoice {
  readonly label: string;
  /** Code without a side, left, right. */
  readonly code: string;
  readonly left: string;
  readonly right: string;
}

export const SITES: readonly SiteChoice[] = [
  { label: 'Knee', code: '72696002', left: '82169009', right: '6757004' },
  { label: 'Shoulder', code: '16982005', left: '91775009', right: '91774008' },
  { label: 'Hip', code: '29836001', left: '287679003', right: '287579007' },
  { label: 'Ankle', code: '344001', left: '51636004', right: '6685009' },
  { label: 'Elbow', code: '127949000', left: '368148009', right: '368149001' },
  { label: 'Wrist', code: '8205005', left: '5951000', right: '9736006' },
  { label: 'Hand', code: '85562004', left: '85151006', right: '78791008' },
  { label: 'Thumb', code: '76505004', left: '734143007', right: '734144001' },
  { label: 'Foot', code: '56459004', left: '22335008', right: '7769000' },
  { label: 'Great toe', code: '78883009', left: '723724004', right: '723730004' },
  { label: 'Deltoid', code: '35259002', left: '16217701000119102', right: '16217661000119109' },
  { label: 'Vastus lateralis', code: '1403006', left: '1217007000', right: '1217006009' },
  { label: 'Thigh', code: '68367000', left: '61396006', right: '11207009' },
];

export const UNITS: readonly string[] = ['mg', 'mL', 'g', 'ug'];
