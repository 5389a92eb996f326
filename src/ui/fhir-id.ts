const REFERENCE = /^[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64}$/;

/** Whether a reference is `Type/id` by FHIR's own grammar. Anything else is shown as text and never opened. */
export const isFhirReference = (reference: string): boolean => REFERENCE.test(reference);
