import { administrationRecorded } from './administration-recorded.ts';
import { codeTablesAgree } from './code-tables-agree.ts';
import { diagnosisDocumented } from './diagnosis-documented.ts';
import { diagnosisSpecific } from './diagnosis-specific.ts';
import { diagnosisSupportsInjection } from './diagnosis-supports-injection.ts';
import { doseFitsSite } from './dose-fits-site.ts';
import { doseInMilligrams } from './dose-in-milligrams.ts';
import { doseMatchesOrder } from './dose-matches-order.ts';
import { doseRecorded } from './dose-recorded.ts';
import { duplicateAdministration } from './duplicate-administration.ts';
import { encounterBillable } from './encounter-billable.ts';
import { expiredProduct } from './expired-product.ts';
import { formulationRecorded } from './formulation-recorded.ts';
import { frequencyWithinPolicy } from './frequency-within-policy.ts';
import { lotAndExpiryRecorded } from './lot-and-expiry-recorded.ts';
import { modifiersSupported } from './modifiers-supported.ts';
import { ndcRecorded } from './ndc-recorded.ts';
import { noteOpen } from './note-open.ts';
import { offLabelRoute } from './off-label-route.ts';
import { orderLinked } from './order-linked.ts';
import { performerRecorded } from './performer-recorded.ts';
import { priorAuthorisationRecorded } from './prior-authorisation-recorded.ts';
import { priorTherapyDocumented } from './prior-therapy-documented.ts';
import { procedureFitsRoute } from './procedure-fits-route.ts';
import { procedureRecorded } from './procedure-recorded.ts';
import { rationaleDocumented } from './rationale-documented.ts';
import { routeFitsFormulation } from './route-fits-formulation.ts';
import { routeFitsSite } from './route-fits-site.ts';
import { routeRecorded } from './route-recorded.ts';
import { sideRecorded } from './side-recorded.ts';
import { sidesAgree } from './sides-agree.ts';
import { siteRecorded } from './site-recorded.ts';
import { sitesAgree } from './sites-agree.ts';
import { stepTherapyMet } from './step-therapy-met.ts';
import { timeRecorded } from './time-recorded.ts';
import { wasteRecorded } from './waste-recorded.ts';
import type { AnyCheck } from './run-checks.ts';

/** Every check of the catalogue, in its order. One line per check; reports list results in this order. */
export const CHECKS: readonly AnyCheck[] = [
  doseRecorded,
  doseInMilligrams,
  routeRecorded,
  siteRecorded,
  sideRecorded,
  priorTherapyDocumented,
  rationaleDocumented,
  diagnosisDocumented,
  formulationRecorded,
  timeRecorded,
  performerRecorded,
  orderLinked,
  routeFitsFormulation,
  offLabelRoute,
  routeFitsSite,
  doseFitsSite,
  doseMatchesOrder,
  sidesAgree,
  sitesAgree,
  duplicateAdministration,
  noteOpen,
  codeTablesAgree,
  procedureRecorded,
  administrationRecorded,
  procedureFitsRoute,
  diagnosisSupportsInjection,
  diagnosisSpecific,
  modifiersSupported,
  frequencyWithinPolicy,
  priorAuthorisationRecorded,
  stepTherapyMet,
  ndcRecorded,
  wasteRecorded,
  encounterBillable,
  expiredProduct,
  lotAndExpiryRecorded,
];
