import { describe, expect, it } from 'vitest';
import { fillMessage } from './fill-message.ts';

const messages = { given: '{drug} given into the {site}.' };

describe('fillMessage', () => {
  it('fills every hole and starts with a capital', () => {
    expect(fillMessage(messages, 'given', { drug: 'acetate', site: 'knee' })).toBe(
      'Acetate given into the knee.',
    );
  });

  it('throws for a key nobody declared, and names it', () => {
    expect(() => fillMessage(messages, 'misspelt', {})).toThrow(/misspelt/);
  });

  it('throws for a hole nobody filled, and names the message and the hole', () => {
    expect(() => fillMessage(messages, 'given', { drug: 'acetate' })).toThrow(/given.*site/);
  });
});
