import { describe, expect, it } from 'vitest';
import { complaint, wholeNumber } from '../../../client/input/validation.ts';
import { points } from '../../../server/protocol/contracts.ts';
import { identifier } from '../../../server/protocol/names.ts';

describe('complaint', () => {
  it('gives the sentence of the schema that the API uses', () => {
    expect(complaint(identifier, 'Agent-1')).toBeUndefined();
    expect(complaint(identifier, '../x')).toMatch(/^Use letters, digits/);
  });

  it.each(['', ' ', '1.5', '-3', '1e3', '0x10', '0', 'ten'])('refuses "%s" as a number of points', (text) => {
    expect(complaint(points, wholeNumber(text))).toBeTypeOf('string');
  });

  it('takes a whole number', () => {
    expect(complaint(points, wholeNumber(' 125 '))).toBeUndefined();
  });
});
