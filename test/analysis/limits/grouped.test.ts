import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped } from '../../../server/analysis/limits/grouped.ts';

describe('grouped', () => {
  it('writes whole numbers as English does', () => {
    void fc.assert(fc.property(fc.nat(), (count) => grouped(count) === count.toLocaleString('en')));
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});
