import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairStatus } from '../../../server/analysis/agentStatus/repairStatus.ts';
import { readJsonDocument } from '../../../server/analysis/agentStatus/syntax/jsonDocument.ts';
import { plainValue } from '../../../server/analysis/agentStatus/syntax/jsonNode.ts';
import { isSound } from '../../../server/analysis/agentStatus/syntax/jsonText.ts';
import { EditedText } from '../../../server/analysis/fixes/editedText.ts';
import type { OffsetEdit } from '../../../server/analysis/fixes/fix.ts';
import { likelyText, statusText } from './arbitraryStatus.ts';

const edited = (text: string, edits: readonly OffsetEdit[]) => {
  const result = new EditedText(text);
  result.apply(edits);
  return result.text;
};
const mended = (text: string) => {
  const repair = repairStatus(text);
  return repair.kind === 'mended' ? edited(text, repair.edits) : repair;
};

describe('repairing a status file', () => {
  it.each([
    ['a comma', '{\n\t"a" : 1\n\t"b" : 2\n}\n', '{\n\t"a" : 1,\n\t"b" : 2\n}\n'],
    [
      'Windows line ends and a BOM',
      '\uFEFF{\r\n  "a": "x,\r\n  "b": 2\r\n}',
      '\uFEFF{\r\n  "a": "x",\r\n  "b": 2\r\n}',
    ],
    ['a quote in a quote', '{"a": "say "hi""}', '{"a": "say \\"hi\\""}'],
    ['a file that is cut off', '{\n  "a": [\n    "x",\n    "y', '{\n  "a": [\n    "x",\n    "y"\n  ]\n}'],
    ['a name that is cut off', '{\n  "a": 1,\n  "stat', '{\n  "a": 1\n}'],
    [
      'a list that is not closed',
      '{\n  "a": [\n    "x"\n  "b": 1\n}',
      '{\n  "a": [\n    "x"\n  ],\n  "b": 1\n}',
    ],
    ['signs of other languages', '{"a" = 1;\n "b" = "x";\n}', '{"a" : 1,\n "b" : "x"\n}'],
    ['pasted lines', '{\n  "a": 1,\nHi, please go on.\nThanks!\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2\n}'],
    ['text around', 'Status:\n{"a": 1}\nEnd of status\n', '{"a": 1}\n'],
    ['the rest of a longer file', '{"a": 1}\n "old": "x"\n}\n', '{"a": 1}\n'],
    ['the rest of an older state', '{"a": 1}", "a": 2}', '{"a": 1}'],
    ['several damages at once', "{'a': None, 'b': [1,2,], c: \"x\"}", '{"a": null, "b": [1,2], "c": "x"}'],
  ])('mends %s and leaves the rest as it is', (_, text, expected) => {
    expect(mended(text)).toBe(expected);
  });

  it('says what it takes out', () => {
    expect(repairStatus('{"a": 1}\nBye for now')).toMatchObject({ notes: ['“Bye for now” is taken out.'] });
    expect(repairStatus('{"a": 12')).toMatchObject({
      notes: ['The number 12 stands at the very end and may have lost digits.'],
    });
  });

  it('offers both sides of a merge conflict', () => {
    const text = '{\n<<<<<<< HEAD\n  "a": 1,\n=======\n  "a": 2\n>>>>>>> other\n  "b": 3\n}\n';
    const repair = repairStatus(text);
    const choices = repair.kind === 'choose' ? repair.choices : [];
    expect(choices.map(({ keep, title, edits }) => [keep, title, edited(text, edits)])).toEqual([
      ['ours', 'Keep the side of HEAD', '{\n  "a": 1,\n  "b": 3\n}\n'],
      ['theirs', 'Keep the side of other', '{\n  "a": 2,\n  "b": 3\n}\n'],
    ]);
  });

  it('mends a conflict whose sides say the same', () => {
    expect(mended('{\n<<<<<<< a\n "x": 1\n=======\n "x":1\n>>>>>>> b\n}')).toBe('{\n "x": 1\n}');
  });

  it('offers the first and the last of several objects, and mends one that stands there twice', () => {
    const text = '{"a": 1}\n{"b": 2}\n{"a": 3}\n';
    const repair = repairStatus(text);
    const choices = repair.kind === 'choose' ? repair.choices : [];
    expect(choices.map(({ keep, edits }) => [keep, edited(text, edits)])).toEqual([
      ['first', '{"a": 1}\n'],
      ['last', '{"a": 3}\n'],
    ]);
    expect(mended('{"a": 1}\n{ "a": 1 }\n')).toBe('{"a": 1}\n');
    expect(repairStatus('{"a": 1}{"b": 2\n')).toMatchObject({
      choices: [{ keep: 'first' }, { keep: 'last' }],
    });
  });

  it.each([
    ['', 'Line 1, column 1: the file is empty'],
    ['[]', 'Line 1, column 1: an object is expected'],
    ['hello', 'Line 1, column 1: an object is expected'],
    ['{"a": 12 00}', 'Line 1, column 10: “00” is no JSON'],
    ['{"a", "b": 1}', 'Line 1, column 2: the name “a” has no value'],
    ['{\n"a": 1,\n=======\n"b": 2\n>>>>>>> x\n}', 'Line 3, column 1: conflict markers of git are incomplete'],
    ['{{{{', 'Line 1, column 1: nothing in it can be read'],
  ])('refuses %j: %s', (text, why) => {
    expect(repairStatus(text)).toEqual({
      kind: 'refused',
      why: `${why}; what was meant cannot be known, so please mend it by hand.`,
    });
  });

  it('finds nothing to do in sound files', () => {
    fc.assert(
      fc.property(statusText, (text) => {
        expect(repairStatus(text)).toEqual({ kind: 'sound' });
      }),
    );
  });

  it('gives JSON that says what was read, needs no second repair, and never throws', () => {
    const damaged = fc
      .tuple(statusText, fc.nat(), fc.nat(3), fc.oneof(fc.constant(''), likelyText))
      .map(([text, at, removed, added]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + added + text.slice(start + removed);
      });
    fc.assert(
      fc.property(fc.oneof(damaged, likelyText), (text) => {
        const repair = repairStatus(text);
        if (repair.kind !== 'mended') return;
        const result = edited(text, repair.edits);
        expect(isSound(result)).toBe(true);
        expect(repairStatus(result)).toEqual({ kind: 'sound' });
        expect(JSON.parse(result.replace(/^\uFEFF/, ''))).toMatchObject(sureFields(text));
      }),
      { numRuns: 300 },
    );
  });
});

/** What is read of a text that needs one round and no choice. */
function sureFields(text: string): object {
  const { root, others, damages } = readJsonDocument(text);
  const value = root && others.length === 0 && damages.length === 1 ? plainValue(root) : {};
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== '__proto__'));
}
