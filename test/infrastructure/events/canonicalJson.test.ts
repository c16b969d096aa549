import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../server/infrastructure/events/canonicalJson.ts';

describe('canonical JSON', () => {
  it('sorts keys at every depth and leaves absent members out', () => {
    expect(canonicalJson({ b: [{ z: 1, a: undefined, c: null }], a: 'é"' })).toBe(
      '{"a":"é\\"","b":[{"c":null,"z":1}]}',
    );
  });

  it('reads back as the same value and is the same text for it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('refuses what JSON has no form for instead of losing it', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, Symbol('x')])
      expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
