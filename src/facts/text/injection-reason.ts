import { clausesOf } from './clauses.ts';
import { OTHER_DRUGS } from './text-words.ts';
import { plainText } from './tokens.ts';

// All patterns are read against the words of one clause in lower case, with one space between words and marks.
const STEROID =
  /\b(?:medrol|kenalog|celestone|cort\w+|steroids?|triamcinolone|\w+metha?sone|methylpred\w*|csi)\b/;
/** What stands before the last injection named in a text, and what behind it. "Injection site" names none. */
const INJECTION = new RegExp(
  `^(.*)\\b(?:inject\\w*|injecion|procedure|depo|solu|${STEROID.source})\\b(?! site)(.*)$`,
);
const BECAUSE = /\b(?:for|due|because|secondary|treat|relieve|address|manage|indicated) /g;
const COMPLAINT =
  /\b(?:pain|(?:osteo)?arthr(?:it|os[ie]s|opath)|oa\b|djd|bursitis|tend[io]n[io]|tenosyn|synovitis|capsulitis|effusion|swelling|inflammation|impinge|gout|flare|rheumatoid|epicondyl|fasciitis|radicul|stenosis|asthma|copd|allergic|rash|dermatitis|eczema|urticaria|psoriasis|exacerb|symptom|stiff|keloid|neuroma|tunnel|sciatica|sacroil|sclerosis|relapse|anaphyl|lupus|polymyalgia|discomfort)/;
/** A denial, refusal or condition; "not relieved by" says how a therapy went and denies nothing. */
const UNDOES =
  /\b(?:no(?! relief| impro| bene)|not(?! relie| respon| contr| impro| help)|never|den(?:ies|ied)|declin\w+|refus\w+|defer\w+|resolved|if|unless|call|return|consider|may|might|could|would|history|mother|father)\b|\?/;
/**
 * Another injection or another form before the word, another form or aftercare behind it: "after the injection",
 * "oral steroid", "steroid inhaler", "injection given, ice for swelling", "injection helped".
 */
const NOT_THIS =
  /\b(?:after|following|post|since|before|prior|previous|last|oral|inhaled|nasal|topical)\b.*#|#.*\b(?:cream|ointment|inhaler|spray|pack|dosepak|taper|tabs?|tablets?|pills?|oral|po|use|apply|take|told|instruct\w+|ice|heat|rest|lasted|helped)\b/;
/** "For 3 months" says how long it helped. */
const SPAN = /\b(?:hours|days|weeks|months|years)\b/;
const HEADING = /\b(?:indications?|rationale|reason|justification)\b/;
/** How many words behind its "for" a complaint may stand, and before the injection what makes it another. */
const REACH = 11;
const LEAD = 6;

/** "Indication: …", "Reason for injection: …"; "reason for visit" is the visit's, "reason for declining" is none. */
function hasHeading(words: string): boolean {
  const [, head = '', said = ''] = /^([^:]{0,60}) : \W*(.*)$/.exec(words) ?? [];
  const isOfInjection = !/ for\b/.test(head) || INJECTION.test(head);
  const isStated = COMPLAINT.test(said) && said.search(UNDOES) !== 0;
  return HEADING.test(head) && isOfInjection && isStated && !UNDOES.test(head);
}

/** Whether the injection before a "for" is this steroid injection, and the words behind give its reason. */
function givesReason(words: string, because: number): boolean {
  const [named, all = '', behind = ''] = INJECTION.exec(words.slice(0, because)) ?? [];
  const reason = words.slice(because).split(' ', REACH).join(' ');
  const complaint = reason.search(COMPLAINT);
  if (named === undefined || complaint < 0 || SPAN.test(reason.slice(0, complaint))) return false;
  const lead = all.split(/[,:]/).at(-1)?.split(' ').slice(-LEAD).join(' ') ?? '';
  const around = `${lead} # ${behind}`;
  const isOther =
    !STEROID.test(words) && around.split(' ').some((word) => OTHER_DRUGS.has(word) || word === 'b');
  return !isOther && !NOT_THIS.test(around) && !/\bwithout\b/.test(named);
}

/** "Injection today for right knee pain": the injection, a because, then the complaint. */
const statesWhy = (words: string): boolean =>
  !UNDOES.test(words) && [...words.matchAll(BECAUSE)].some(({ index }) => givesReason(words, index));

/**
 * The first clause of a note that states why this steroid injection is given; null where none plainly does. Aftercare,
 * conditions, other drugs and forms, earlier injections and refusals are no reason for it.
 */
export function readInjectionReason(text: string): string | null {
  const clause = clausesOf(plainText(text)).find(({ tokens }) => {
    const words = tokens.map((token) => token.text).join(' ');
    return hasHeading(words) || statesWhy(words);
  });
  return clause?.text ?? null;
}
