/**
 * Words that make the readers refuse. A refusal costs a question to the clinician; a wrong value costs a wrong
 * claim. So each list is wide on purpose: "pressure held" refuses a dosage text as surely as "dose held".
 */

/** Something was not done. Any of these refuses the whole text. */
export const NOT_DONE: ReadonlySet<string> = new Set(
  (
    'not never held hold holding refused refuses refuse declined declines decline omitted omit cancelled canceled ' +
    "cancel deferred defer withheld missed aborted unable none nil denied void voided error wasn't didn't isn't " +
    "hasn't cannot can't couldn't won't contraindicated stopped discontinued dc'd false wrong"
  ).split(' '),
);

/** After "no" or "without" these mean that nothing was given; "no complications" does not. */
export const GIVEN_THINGS: ReadonlySet<string> = new Set(
  (
    'injection injections inj shot dose doses steroid steroids cortisone depo medrol solu kenalog celestone ' +
    'methylprednisolone triamcinolone drug med meds medication medications administration further more'
  ).split(' '),
);

/** Planned, conditional, doubtful or past: not what was given now. Any of these refuses the whole text. */
export const NOT_NOW: ReadonlySet<string> = new Set(
  (
    'plan plans planned planning will would should consider considering considered if may might could possible ' +
    'possibly probably maybe perhaps likely unsure unclear unknown uncertain tomorrow next scheduled schedule ' +
    'recommend recommended offered offer discussed discuss previous previously last ago yesterday history hx ' +
    'since allergy allergic allergies reaction or either versus vs instead family mother father until when ' +
    "return future pending request requested anticipate today's-plan earlier formerly"
  ).split(' '),
);

/** The amount is not one exact dose for one place. Any of these refuses the dose alone. */
export const DOSE_DOUBT: ReadonlySet<string> = new Set(
  (
    'each apiece divided split twice thrice two three four both about approx approximately around roughly ca circa ' +
    'half quarter partial partially max maximum minimum least most less more than increase increased decrease ' +
    'decreased reduce reduced titrate taper daily qd bid tid qid weekly monthly hourly doses injections vials ' +
    'prescribed rx changed range between every bilaterally respectively sites joints areas points lesions order orders'
  ).split(' '),
);
/** Doubt only right before an amount: "over 40 mg" is no dose, "40 mg over 30 min" is one. */
export const DOUBT_BEFORE_AMOUNT: ReadonlySet<string> = new Set([
  'over',
  'under',
  'above',
  'below',
  'to',
  'another',
]);
/** After "per" these name who asked; any other word makes the amount a rate. */
export const AFTER_PER: ReadonlySet<string> = new Set(
  'protocol order orders dr md do np pa provider policy physician routine mar verbal standing clinic rn doctor'.split(
    ' ',
  ),
);

/** Marks that put the whole text in doubt, and marks that put the dose in doubt. */
export const DOUBT_MARKS = '?\u00bf';
export const DOSE_DOUBT_MARKS = '~\u2248<>\u2264\u2265\u00b1';

/** Drawn into one syringe with the steroid: beside any of them a volume may be the whole mixture's. */
export const MIXED_IN: ReadonlySet<string> = new Set(
  (
    'lidocaine lido lidocane lignocaine xylocaine marcaine bupivacaine bupiv sensorcaine ropivacaine naropin ' +
    'mepivacaine carbocaine polocaine procaine saline ns nacl d5w epinephrine epi ketorolac toradol ' +
    'anesthetic anaesthetic local bicarb bicarbonate'
  ).split(' '),
);

/** Other injected substances: their amounts are not the steroid's. */
export const OTHER_DRUGS: ReadonlySet<string> = new Set([
  ...MIXED_IN,
  ...(
    'hyaluronate synvisc euflexxa orthovisc monovisc durolane supartz hyalgan gelsyn b12 cyanocobalamin vitamin ' +
    'ceftriaxone rocephin provera depoprovera testosterone estradiol prp water omnipaque contrast gadolinium ' +
    'iohexol isovue botox morphine hydromorphone promethazine phenergan benadryl diphenhydramine ondansetron ' +
    'zofran methotrexate ibuprofen naproxen meloxicam diclofenac celecoxib aspirin acetaminophen tylenol tramadol ' +
    'gabapentin prednisone insulin heparin lovenox enoxaparin iron humira enbrel'
  ).split(' '),
]);

/** A container's content, not a dose: "80 mg vial". */
export const CONTAINER_WORDS: ReadonlySet<string> = new Set(
  'vial vials sdv mdv ampule ampules ampul ampoule amp syringe syringes bottle bottles kit box package pack single multi multidose tab tabs tablet tablets capsule cap'.split(
    ' ',
  ),
);

/** The text is about a needle, so a lone "g" after a number is its gauge. */
export const NEEDLE_WORDS: ReadonlySet<string> = new Set(
  'needle needles gauge ga inch inches spinal butterfly angiocath'.split(' '),
);
export const WASTE_WORDS: ReadonlySet<string> = new Set(
  'wasted waste wastage discarded discard discards wasting discarding'.split(' '),
);

/**
 * Words an amount of the steroid may stand beside. Any other word there may be another drug's name ("lisinopril
 * 10 mg"), so the dose is refused. Drug, route, site and side words are known by their own lexicons.
 */
export const KNOWN_BESIDE: ReadonlySet<string> = new Set(
  (
    'dose dosage given gave give giving administered administer administering admin adm injected inject injects injecting ' +
    'injection inj of total received receives receiving with w mixed plus and then strength concentration conc med meds ' +
    'medication drug steroid steroids cortisone corticosteroid amount amt qty quantity route site location into in at to ' +
    'the a an this via by using from for as on one single once x stat now today was is were been pt patient rn lpn ma np ' +
    'md pa nurse provider clinic office sterile aseptic intended suspension solution inj injectable powder vial vials sdv ' +
    'mdv pf preservative free without solution lot ndc exp expires time slowly slow over under tolerated per depo medrol ' +
    'acetate succinate sodium lido shot bolus pulse infusion infused push piggyback drip loading order ordered q h hours ' +
    'hr hrs min mins minutes minute right left r l rt lt bilateral both no nothing lower upper dr deep deeply muscle joint ' +
    'space bursa sheath tendon anterior posterior lateral medial superolateral approach technique needle gauge guidance ' +
    'ultrasound fluoroscopy us guided successfully well completed performed done medication: totaling equals equal'
  ).split(' '),
);

/** Words that make a clause be about the injection, so that a place named in it is where it went. */
export const INJECTION_WORDS: ReadonlySet<string> = new Set(
  (
    'inject injected injecting injection injections inj given gave give administered administer admin received site ' +
    'location into depo medrol kenalog shot route dose dosage'
  ).split(' '),
);

/** Forms by which a corticosteroid is no injection. */
export const TOPICAL_FORMS: ReadonlySet<string> = new Set(
  'cream ointment lotion spray orabase shampoo foam gel paste drops'.split(' '),
);
