import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineEdits } from '../../server/language/lineEdits.ts';

function edited(before: string, after: string) {
  const document = TextDocument.create('file:///a.py', 'python', 1, before);
  const edits = lineEdits(document, after);
  return { edits, result: TextDocument.applyEdits(document, edits) };
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', 'é😀', 'a\r', '\r\n', '\n'), { maxLength: 12 })
  .map((parts) => parts.join('\n'));

describe('edits of the lines that differ', () => {
  it('make the text, whatever ends its lines', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(edited(before, after).result).toBe(after);
      }),
    );
  });

  it('leave every other line where it is', () => {
    const { edits } = edited('one\ntwo\nthree\nfour\nfive\n', 'zero\none\nthree\nfive\n');
    expect(edits).toEqual([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'zero\n' },
      { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: '' },
      { range: { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } }, newText: '' },
    ]);
  });

  it('replace a text that has next to nothing in common with the other, instead of searching for seconds', () => {
    const lines = (name: string) => Array.from({ length: 2_000 }, (_, at) => `${name}${at}\n`).join('');
    const { edits, result } = edited(lines('a'), lines('b'));
    expect(edits).toHaveLength(1);
    expect(result).toBe(lines('b'));
  });
});
