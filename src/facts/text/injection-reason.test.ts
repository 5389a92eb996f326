import { expect, test } from 'vitest';
import { readInjectionReason } from './injection-reason.ts';

test.each([
  'Indication: right knee osteoarthritis pain',
  'Reason for injection: failed NSAIDs, persistent pain',
  'Indications for procedure: shoulder bursitis.',
  'Injection today for right knee osteoarthritis',
  'Injected left shoulder due to persistent bursitis pain.',
  'Depo-Medrol 80 mg IM given for asthma exacerbation',
  'Knee exam normal. Steroid injection performed to treat synovitis.',
])('%s: states why', (text) => {
  expect(readInjectionReason(text)).not.toBeNull();
});

test.each([
  'Right knee pain and swelling. Injection given today, tolerated well.',
  'Knee pain. Injected 40 mg.',
  'Injection not indicated for pain',
  'No injection given for pain',
  'If pain returns consider injection for arthritis',
  'Return if pain after injection',
  'Indication:',
  'Reason for visit: follow up',
  'Consent obtained for injection',
  '',
])('%s: does not', (text) => {
  expect(readInjectionReason(text)).toBeNull();
});
