/** Whole years from which label doses for adults apply (US labels: pediatric use is below 18 years). */
export const ADULT_FROM_YEARS = 18;
