/**
 * Statements that justify repeating an injection early: they speak of an earlier injection and of what it did
 * or of what came back. A reason for the injection itself ("knee pain") is no reason for repeating it.
 * Source of the duty: Blue Cross Blue Shield of Michigan, The Record, July 2016 (a specific reason to go past
 * three to five injections in one joint, with the response to earlier treatment); MAC article A57201.
 */
const EARLIER_INJECTION = /\b(previous|prior|last|earlier|repeat(?:ed)?)\b[^.;]{0,40}\binjections?\b/i;
const WHAT_IT_DID =
  /\b(relief|relieved|response|responded|benefit|improve[ds]?|improvement|recurr(?:ed|ence|ent)|returned|flare[ds]?|worn off|wore off)\b/i;
const DENIED = /\b(no|not|without|never|little|minimal)\b[^.;]{0,25}$/i;

/** True when `text` states, and does not deny, what an earlier injection did or that the complaint came back. */
export function statesRepeatReason(text: string): boolean {
  const effect = WHAT_IT_DID.exec(text);
  return effect !== null && EARLIER_INJECTION.test(text) && !DENIED.test(text.slice(0, effect.index));
}
