import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_NOTE, readTherapyStatements } from './therapy-statements.ts';

const told = (text: string): readonly string[] =>
  readTherapyStatements(text, 2026).map(({ kind, outcome }) => `${kind} ${outcome}`);

describe('statements that count', () => {
  test.each([
    ['knee osteoarthritis pain, oral NSAID failed', ['nsaid failed']],
    ['Failed NSAIDs and PT.', ['nsaid failed', 'physical-therapy failed']],
    ['Pt tried naproxen 500 mg BID x 6 weeks without relief', ['nsaid failed']],
    ['Tried: naproxen, PT, ice', ['nsaid tried', 'ice-heat-rest tried', 'physical-therapy tried']],
    ['Intolerant of ibuprofen (GI upset)', ['nsaid intolerant']],
    ['Could not tolerate meloxicam.', ['nsaid intolerant']],
    ['NSAIDs contraindicated due to CKD', ['nsaid contraindicated']],
    ['Cannot take NSAIDs, on warfarin.', ['nsaid contraindicated']],
    ['Allergic to NSAIDs', ['nsaid contraindicated']],
    ['failed NSAIDs but has not tried PT', ['nsaid failed']],
    ['Has not tried PT but failed naproxen', ['nsaid failed']],
    ['Failed conservative therapy', ['conservative-unspecified failed']],
    ['Conservative treatment has failed.', ['conservative-unspecified failed']],
    [
      'Completed 6 weeks of physical therapy with minimal relief, will proceed with injection',
      ['physical-therapy failed'],
    ],
    [
      'No relief with Tylenol, ice, or bracing',
      ['analgesic failed', 'ice-heat-rest failed', 'bracing failed'],
    ],
    ['NSAIDs did not help', ['nsaid failed']],
    ["Ibuprofen didn't help.", ['nsaid failed']],
    ['Symptoms persist despite 8 weeks of home exercise program.', ['exercise failed']],
    [
      'Pain refractory to meloxicam and activity modification',
      ['nsaid failed', 'activity-modification failed'],
    ],
    ['Inadequate response to celecoxib', ['nsaid failed']],
    ['Physical therapy was unsuccessful', ['physical-therapy failed']],
    ['has been taking ibuprofen with partial relief', ['nsaid tried']],
    ['Treated with naproxen and a brace.', ['nsaid tried', 'bracing tried']],
    ['Wrist splint helped at night', ['bracing tried']],
    ['Prior cortisone injection helped for 3 months', ['prior-injection tried']],
    ['She underwent physical therapy in 2026', ['physical-therapy tried']],
    ['Attended 12 sessions of PT', ['physical-therapy tried']],
    ['Voltaren gel tried, no benefit', ['topical failed']],
    ['prednisone taper ineffective', ['oral-steroid failed']],
    ['FAILED IBUPROFEN AND PHYSICAL THERAPY', ['nsaid failed', 'physical-therapy failed']],
    ['HPI: R knee pain x 3 mo.\nFailed Advil.\nPlan: inject', ['nsaid failed']],
    ['Acupuncture tried without success', ['other failed']],
    ['Tramadol was not effective', ['adjunct failed']],
    [
      'Conservative treatment to date: NSAIDs, bracing.',
      ['conservative-unspecified tried', 'nsaid tried', 'bracing tried'],
    ],
    ['Has not had PT. Takes ibuprofen prn with some relief.', ['nsaid tried']],
    ['compliant with PT for 8 weeks with limited improvement', ['physical-therapy failed']],
    ['Never had an injection; failed PT', ['physical-therapy failed']],
    ['Tried and failed: NSAIDs', ['nsaid failed']],
    ['s/p PT x 6 weeks without improvement', ['physical-therapy failed']],
    ['PT x 8 weeks without relief.', ['physical-therapy failed']],
    ['Naproxen discontinued due to GI upset', ['nsaid intolerant']],
    ['NSAIDs have failed and she wants to proceed with injection.', ['nsaid failed']],
    [
      'Conservative measures have been exhausted, injection recommended.',
      ['conservative-unspecified failed'],
    ],
    ['Trialed NSAIDs and PT.', ['nsaid tried', 'physical-therapy tried']],
    ['Naproxen is no longer working.', ['nsaid failed']],
    ['NSAIDs stopped working last month.', ['nsaid failed']],
    ['Meloxicam not working.', ['nsaid failed']],
    ['Meloxicam 15 mg daily is no longer working', ['nsaid failed']],
    ['Return of pain despite NSAIDs', ['nsaid failed']],
    ['NSAID use limited by side effects', ['nsaid intolerant']],
    ['Failed NSAIDs and PT, here today for injection.', ['nsaid failed', 'physical-therapy failed']],
    ['Completed 6 weeks of PT, presents today for right knee injection', ['physical-therapy tried']],
    ['She has failed NSAIDs and presents today with persistent pain', ['nsaid failed']],
    ['Tried ibuprofen and bracing and would like an injection.', ['nsaid tried', 'bracing tried']],
    ['Pain unrelieved; NSAIDs ineffective and injection is indicated', ['nsaid failed']],
    ['Stiffness in the morning despite NSAIDs', ['nsaid failed']],
    ['Prior treatments:\n- NSAIDs\n- PT', ['nsaid tried']],
    ['Treatments tried: naproxen, bracing', ['nsaid tried', 'bracing tried']],
    ['Naproxen - GI upset', ['nsaid intolerant']],
    ['Stopped meloxicam because of side effects.', ['nsaid intolerant']],
    ['Had GI side effects from NSAIDs', ['nsaid intolerant']],
    ['Ibuprofen causes stomach upset', ['nsaid intolerant']],
    ['NSAIDs: unable to take due to CKD', ['nsaid contraindicated']],
    ['Ibuprofen: allergic to', ['nsaid contraindicated']],
    ['Can no longer take NSAIDs, on apixaban', ['nsaid contraindicated']],
    ['Not a candidate for NSAIDs given CKD 4', ['nsaid contraindicated']],
    ['Gets relief from ibuprofen, wears off', ['nsaid tried']],
    ['No relief from NSAIDs since March', ['nsaid failed']],
    ['Pain returned after injection despite meloxicam', ['nsaid failed']],
    ['Use of NSAIDs has not helped', ['nsaid failed']],
    ['Allergic to sulfa; failed Tylenol', ['analgesic failed']],
    ['Unable to use stairs, tried Tylenol', ['analgesic tried']],
    [
      '6 wks of home exercises without improvement and she would like to discuss injection',
      ['exercise failed'],
    ],
    ['Has migraines; failed naproxen for the knee', ['nsaid failed']],
    ['Pt trialed topical diclofenac x 4 wks w/o help, minimal relief', ['topical failed']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('statements that do not', () => {
  test.each([
    'No prior treatment',
    'No prior treatment with NSAIDs',
    'Has not tried NSAIDs, PT, or bracing',
    'has not tried NSAIDs',
    'Never tried physical therapy',
    'Denies trial of NSAIDs',
    'Denies use of ibuprofen',
    'Naproxen: not tried',
    'NSAIDs: none',
    'Without a trial of PT',
    'patient has not failed NSAIDs',
    'Plan to start physical therapy',
    'Will start naproxen',
    'Start meloxicam 15 mg daily',
    'Recommend trial of PT',
    'A course of PT is reasonable',
    'Referred to physical therapy',
    'Referral to PT placed',
    'Discussed NSAIDs, PT, and injection as options',
    'Consider bracing',
    'Continue naproxen and home exercises',
    'If PT fails, consider injection',
    'May try ibuprofen',
    'Prescribed meloxicam',
    'Declined physical therapy',
    'Refused NSAIDs',
    'Wants to avoid NSAIDs',
    'Avoid NSAIDs for 48 hours after injection',
    'Family history: mother failed NSAIDs',
    'His father tried physical therapy without relief',
    'Medications: naproxen 500 mg',
    'Current meds: ibuprofen, lisinopril',
    'Naproxen 500 mg BID',
    'tried PT 3 years ago',
    'Failed physical therapy in 2019',
    'Failed to attend PT',
    'Failed PT/INR draw',
    'Conservative treatment to date: none',
    'Insurance requires failure of NSAIDs and PT',
    'Denies relief with ibuprofen',
    'No contraindication to NSAIDs',
    'NSAIDs: No. PT: No.',
    'Tried PT? No',
    'Wife had PT without relief',
    'Patient elects to proceed with injection rather than physical therapy',
    'If no relief with injection, will refer to PT',
    'failed hardware, ice',
    'Did patient try NSAIDs?',
    'Failed NSAIDs?',
    '[ ] NSAIDs tried [x] PT tried',
    'Steroid injection given today',
    'Injection completed, ice applied',
    'Right knee pain and swelling. Injection given today, tolerated well.',
    'Apply ice, rest for 48 hours',
    'Symptoms for 6 weeks, worse with heat',
    'Pt tried to walk, uses ice',
    'PT tried to stand',
    'PT x 6 weeks',
    'Pt x 6 weeks without improvement',
    'Plan: PT x 6 weeks',
    'Refer to PT x 6 weeks',
    'Pt presents with knee pain',
    'NSAID education provided',
    'Took ibuprofen this morning',
    'Penicillin allergy. Knee pain.',
    'must avoid strenuous exercises',
    'GI side effects of NSAIDs reviewed with patient.',
    'Patient warned of side effects with prednisone.',
    'Side effects of oral steroids were explained.',
    'NSAIDs can cause GI upset',
    'NSAIDs have side effects',
    'Patient is not working and wears a brace',
    'Uses a brace and is not working',
    'Told to call, return if pain is not relieved by Tylenol',
    'Take naproxen with food to prevent stomach upset',
    'Conservative treatments tried: N/A',
    'Conservative treatments tried:',
    'Conservative treatments tried: ***',
    'Conservative treatments tried: ___',
    'Conservative treatments tried:\n\nMedications: naproxen',
    'Conservative treatments tried:\n- none',
    'Conservative treatments tried: nil',
    'Prior treatments: NSAIDs N, PT N, Brace N',
    'Prior treatments: NSAIDs (n) PT (n)',
    'Treatments tried: nothing, takes no NSAIDs',
    'Acetaminophen for relief from soreness.',
    'Use ice after injection, helps soreness.',
    'Ice after the injection helps with soreness.',
    'Post-injection ice helped',
    'Apply ice for pain not relieved by Tylenol',
    '- Take Tylenol for pain not relieved by rest',
    'Call if pain is severe and not relieved by Tylenol',
    'Call if pain persists, is not relieved by Tylenol or ice',
    'Return if no better and no relief with ibuprofen',
    'Took ibuprofen this AM.',
    'Took ibuprofen at 8 am.',
    'Took Tylenol this morning without relief',
    'He started taking meloxicam today.',
    'Ibuprofen 400 mg this morning helped',
    'Allergic to penicillin, tolerates NSAIDs.',
    'Allergic to penicillin and codeine, takes ibuprofen.',
    'Intolerant of codeine. Ibuprofen OK.',
    'Cannot take penicillin; on naproxen',
    'Ibuprofen helps her headaches.',
    'Naproxen helps menstrual cramps',
    'Tylenol helped his fever',
    'Told to use naproxen as tried before',
    'Education on home exercises completed, patient attended',
    'Counseled on failure of NSAIDs',
    'Trial of NSAIDs recommended prior to injection',
    'Discussed trial of PT and patient will think about it',
    '',
    'n/a',
  ])('%s', (text) => {
    expect(told(text)).toEqual([]);
  });
});

test('the clause is shown, and one therapy with one outcome once', () => {
  const found = readTherapyStatements('Knee pain. Failed naproxen. Failed Aleve again.', 2026);
  expect(found).toEqual([
    { kind: 'nsaid', name: 'naproxen', outcome: 'failed', fragment: 'Failed naproxen.' },
  ]);
});

test('physical therapy is named in full, however it is written', () => {
  const names = readTherapyStatements('Completed 6 weeks of PT without relief.', 2026).map(
    ({ name }) => name,
  );
  expect(names).toEqual(['physical therapy']);
});

test('a text beyond the limit says nothing', () => {
  expect(readTherapyStatements(`failed NSAIDs ${'x'.repeat(MAX_NOTE)}`)).toEqual([]);
});

test('any text is read without a throw, and a fragment is always part of it', () => {
  const words =
    'failed tried no not PT pt NSAIDs naproxen, . ; \n will plan ? ice brace [ ] but and or weeks of'.split(
      ' ',
    );
  const broken = fc.check(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(' ')),
      ),
      (text) => {
        const plain = text.normalize('NFKC').replaceAll(/\s+/g, ' ');
        return readTherapyStatements(text).every(({ fragment }) => fragment.length <= plain.length + 5);
      },
    ),
    { numRuns: 300 },
  );
  expect(broken.counterexample).toBeNull();
});
