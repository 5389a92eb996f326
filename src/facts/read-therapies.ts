import type { ChartIndex } from './chart-index.ts';
import type { EncounterContext, PriorTherapy } from './encounter-facts.ts';
import { therapyAllergies } from './therapy-allergies.ts';
import { therapyMedications } from './therapy-medications.ts';
import { therapyServices } from './therapy-services.ts';
import { therapyTexts } from './therapy-texts.ts';
import { therapyWindow } from './therapy-window.ts';

/**
 * What was tried before the injection, strongest evidence first: drugs ordered, stated or given within the look-back
 * and before its day; services and procedures; allergies that rule a therapy out; notes on resources; the encounter's
 * note text. A referral or advice alone is `ordered-only`. Without a date of service nothing dated can be prior, so
 * only texts and allergies speak.
 *
 * Not evidence: low-dose aspirin, drafts, cancelled, not-done, not-taken and mistaken resources, anything of the same
 * day or later, plans, denials, and administration codes that name no drug (96372, 96374).
 */
export function readTherapies(index: ChartIndex, encounter: EncounterContext): readonly PriorTherapy[] {
  const window = therapyWindow(encounter.serviceDate, index.site.lookbackDays);
  const dated = window ? [...therapyMedications(index, window), ...therapyServices(index, window)] : [];
  const year = encounter.serviceDate === null ? null : Number(encounter.serviceDate.slice(0, 4));
  return [
    ...dated,
    ...therapyAllergies(index, encounter.serviceDate),
    ...therapyTexts(index, encounter, year),
  ];
}
