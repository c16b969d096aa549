import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonDocument } from '../../../../server/analysis/agentStatus/syntax/jsonDocument.ts';
import { plainValue } from '../../../../server/analysis/agentStatus/syntax/jsonNode.ts';
import { isSound } from '../../../../server/analysis/agentStatus/syntax/jsonText.ts';
import { likelyText, statusObject, statusText, wordyStatusObject } from '../arbitraryStatus.ts';

const read = (text: string): unknown => {
  const { root } = readJsonDocument(text);
  return root && plainValue(root);
};
const parsed = (text: string): Record<string, unknown> => JSON.parse(text.replace(/^\uFEFF/, ''));

describe('a damaged JSON text', () => {
  it.each([
    ['a missing comma', '{\n "a": 1\n "b": 2\n}', { a: 1, b: 2 }, 'a comma is missing'],
    ['a missing comma in one line', '{"a":"x" "b":[1,2]}', { a: 'x', b: [1, 2] }, 'a comma is missing'],
    ['a missing comma in a list', '{"a":[\n"x"\n"y"]}', { a: ['x', 'y'] }, 'a comma is missing'],
    [
      'a missing quote of a value',
      '{\n "a": "x,\n "b": 2\n}',
      { a: 'x', b: 2 },
      'a closing quote is missing',
    ],
    ['the same in one line', '{"a":"x,"b":"y"}', { a: 'x', b: 'y' }, 'a closing quote is missing'],
    ['the same at the end', '{"a":"x}', { a: 'x' }, 'a closing quote is missing'],
    ['a missing opening quote', '{"a": x y", "b": 1}', { a: 'x y', b: 1 }, 'an opening quote is missing'],
    ['a missing quote of a name', '{"a: "x", "b": 1}', { a: 'x', b: 1 }, 'a closing quote is missing'],
    ['a missing first quote of a name', '{a": "x", "b": 1}', { a: 'x', b: 1 }, 'an opening quote is missing'],
    [
      'no quotes',
      '{"a": In progress, "b": 1}',
      { a: 'In progress', b: 1 },
      'quotes around a string are missing',
    ],
    ['a name without quotes', '{a: "x", "b": 1}', { a: 'x', b: 1 }, 'quotes around a name are missing'],
    [
      'quotes inside',
      '{"a": "say "hi", ok", "b": 1}',
      { a: 'say "hi", ok', b: 1 },
      'a quote inside of a string has no backslash before it',
    ],
    [
      'quotes of Python',
      "{'a': 'it\\'s', \"b\": 1}",
      { a: "it's", b: 1 },
      'a string stands in quotes that JSON does not know',
    ],
    ['words of Python', '{"a": None, "b": True}', { a: null, b: true }, '“None” is no word of JSON'],
    ['a line break', '{"a": "x\ny", "b": 1}', { a: 'x\ny', b: 1 }, 'a line break stands in a string'],
    [
      'a backslash',
      '{"a": "C:\\Users", "b": 1}',
      { a: 'C:\\Users', b: 1 },
      'a backslash in a string is not doubled',
    ],
    ['a tab', '{"a": "x\ty", "b": 1}', { a: 'x\ty', b: 1 }, 'a control character stands in a string'],
    [
      'a comma at the end',
      '{"a": [1, 2,], "b": 1}',
      { a: [1, 2], b: 1 },
      'a comma stands behind the last value',
    ],
    ['two commas', '{"a": 1,, "b": 1}', { a: 1, b: 1 }, 'a comma is too many'],
    ['semicolons', '{"a": 1; "b": 1;}', { a: 1, b: 1 }, 'a comma is missing'],
    ['an equals sign', '{"a" = 1, "b": 1}', { a: 1, b: 1 }, 'a colon is missing'],
    ['a missing colon', '{"a" 1, "b": 1}', { a: 1, b: 1 }, 'a colon is missing'],
    ['a missing value', '{"a": , "b": 1}', { b: 1 }, 'a value is missing'],
    ['grouped digits', '{"a": 1,200, "b": 1}', { a: 1200, b: 1 }, 'a number has commas between its digits'],
    ['comments', '// x\n{"a": 1, # y\n"b": /* z */ 1}', { a: 1, b: 1 }, 'JSON has no comments'],
    ['a hard space', '{"a":\u00a01}', { a: 1 }, 'a space of another kind stands between values'],
    ['a missing bracket', '{"a": [1, 2, "b": 1}', { a: [1, 2], b: 1 }, 'a closing bracket ] is missing'],
    [
      'a missing brace',
      '{\n "a": {\n  "x": 1,\n "b": 2\n}',
      { a: { x: 1 }, b: 2 },
      'a closing brace } is missing',
    ],
    [
      'a missing opening brace',
      '{\n "a":\n  "x": 1\n },\n "b": 2\n}',
      { a: { x: 1 }, b: 2 },
      'an opening brace { behind “a” is missing',
    ],
    [
      'an item without a brace',
      '{"a": [{"x":1}, "x":2}], "b": 1}',
      { a: [{ x: 1 }, { x: 2 }], b: 1 },
      'an opening brace { is missing',
    ],
    ['no first brace', '"a": 1, "b": 2}', { a: 1, b: 2 }, 'the opening brace { is missing'],
    ['a bracket too many', '{"a": 1], "b": 2}', { a: 1, b: 2 }, 'a bracket ] is too many'],
    ['an early brace', '{"a": 1},\n"b": 2}', { a: 1, b: 2 }, 'a closing brace } stands too early'],
    ['text before and behind', 'Hi\n{"a": 1}\nBye', { a: 1 }, '“Hi” stands before the object'],
    [
      'text in between',
      '{\n "a": 1,\nDear agent: go on.\n "b": 2\n}',
      { a: 1, b: 2 },
      '“Dear agent: go on.” is no JSON',
    ],
    ['a cut string', '{"a": [{"b": "x', { a: [{ b: 'x' }] }, 'the file ends inside of a string'],
    ['a cut name', '{"a": 1, "stat', { a: 1 }, 'the file ends with a name'],
    ['a cut word', '{"a": 1, "b": tr', { a: 1, b: true }, '“tr” is no word of JSON'],
    ['a cut number', '{"a": 1, "b": 12', { a: 1 }, 'the file ends with a number'],
    [
      'missing brackets',
      '{"a": [1, {"b": 2}',
      { a: [1, { b: 2 }] },
      'the file ends before 2 closing brackets',
    ],
    ['two numbers', '{"a": 12 00, "b": 1}', { a: 12, b: 1 }, '“00” is no JSON'],
  ])('with %s is read past it', (_, text, value, message) => {
    expect(read(text)).toEqual(value);
    expect(readJsonDocument(text).damages.map((damage) => damage.message)).toContain(message);
  });

  it('keeps what stood before a place that cannot be understood', () => {
    expect(read('{"a": 1, "b": {"c": 2}, ]{}{ "')).toMatchObject({ a: 1, b: { c: 2 } });
  });

  it.each([
    '[',
    '{',
    '"a":{',
    '"a":[',
    '"',
    "'",
    '“a”:',
    '"a":"b',
    '"a":"b"c",',
    ':"a\n',
    '}',
    '{}',
    '/*',
    '"a" ',
  ])('of 100 KB of %j is read or given up in a moment', (part) => {
    const text = `{${part.repeat(100_000 / part.length)}`;
    expect(readJsonDocument(text).damages.length).toBeGreaterThan(0);
  });

  it('gives no more damages than a person reads', () => {
    const { damages, overflowed } = readJsonDocument(`{${"'a': 'b', ".repeat(1000)}}`);
    expect(damages).toHaveLength(50);
    expect(overflowed).toBe(true);
  });
});

describe('reading JSON', () => {
  it('gives what JSON.parse gives, and no damage', () => {
    fc.assert(
      fc.property(statusText, (text) => {
        expect(readJsonDocument(text).damages).toEqual([]);
        expect(read(text)).toEqual(parsed(text));
      }),
    );
  });

  it('finds a damage where, and only where, JSON.parse takes no object', () => {
    fc.assert(
      fc.property(likelyText, (text) => {
        const { damages, others } = readJsonDocument(text);
        expect(damages.length + others.length > 0).toBe(!isSound(text));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every field before a damage of any kind', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      removed: fc.integer({ min: 0, max: 40 }),
      added: fc.oneof(fc.string(), likelyText),
    });
    fc.assert(
      fc.property(statusObject, damage, (value, { at, removed, added }) => {
        const text = JSON.stringify(value, null, 2);
        const start = Math.floor(at * text.length);
        const damaged = text.slice(0, start) + added + text.slice(start + removed);
        const before = completeMembers(value, text.slice(0, start));
        const seen = Object.entries((read(damaged) ?? {}) as object);
        for (const entry of before) expect(seen).toContainEqual(entry);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every other field of a file in lines when a quote, a comma or a colon is missing', () => {
    fc.assert(
      fc.property(wordyStatusObject, fc.nat(), (value, choice) => {
        const text = JSON.stringify(value, null, 2);
        const places = [...text.matchAll(/(?<!\\)[",:]/g)].map(({ index }) => index);
        const place = places[choice % places.length];
        if (place === undefined) return;
        const damaged = text.slice(0, place) + text.slice(place + 1);
        const hit = memberAround(value, place);
        const expected = Object.entries(value).filter(([key]) => key !== hit);
        const seen = (read(damaged) ?? {}) as Record<string, unknown>;
        for (const [key, kept] of expected) expect(Object.entries(seen)).toContainEqual([key, kept]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Members whose text, with the comma and the line behind it, lies in the first part of a text. */
function completeMembers(value: Record<string, unknown>, head: string): [string, unknown][] {
  const entries = Object.entries(value);
  return entries.filter((_, index) => {
    const { length } = JSON.stringify(Object.fromEntries(entries.slice(0, index + 1)), null, 2);
    return head.length >= length + 4 && index < entries.length - 1;
  });
}

/** The member that an offset lies in. */
function memberAround(value: Record<string, unknown>, offset: number): string | undefined {
  const entries = Object.entries(value);
  return entries.find((_, index) => {
    const head = JSON.stringify(Object.fromEntries(entries.slice(0, index + 1)), null, 2);
    return offset < head.length - 1;
  })?.[0];
}
