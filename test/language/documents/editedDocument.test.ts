import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Scanner } from '../../../server/analysis/scan/scanner.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import type { SourceText } from '../../../server/analysis/text/sourceText.ts';
import { StringText } from '../../../server/analysis/text/stringText.ts';
import { editedDocuments } from '../../../server/language/documents/editedDocument.ts';
import { EditedText } from '../../../server/language/documents/editedText.ts';

const piece = fc.constantFrom(
  '\n',
  '\r\n',
  '\r',
  '\n\r',
  'a',
  'é',
  '→',
  '𝒳',
  'import torch',
  '',
  'ab\ncd\nef',
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const edit = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  text,
  isWhole: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
});

/** What the library's own document and ours are asked alike. */
function seen(document: TextDocument) {
  const { length } = document.getText();
  const offsets = Array.from({ length: length + 3 }, (_, at) => at - 1);
  const lines = Array.from({ length: document.lineCount + 2 }, (_, at) => at - 1);
  return {
    text: document.getText(),
    version: document.version,
    lineCount: document.lineCount,
    positions: offsets.map((offset) => document.positionAt(offset)),
    offsets: lines.flatMap((line) =>
      [-1, 0, 1, 3, 99].map((character) => document.offsetAt({ line, character })),
    ),
    ranges: lines.map((line) => document.getLineRange(line)),
    ends: lines.map((line) => document.getEOLCharacters(line)),
    parts: offsets.map((offset) =>
      document.getText({ start: document.positionAt(offset), end: document.positionAt(offset + 3) }),
    ),
  };
}

describe('a document edited in its place', () => {
  it('is like the one of the library after any edits, lone carriage returns included', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
        (start, rounds) => {
          const plain = TextDocument.create('file:///a.py', 'python', 1, start);
          let edited = editedDocuments.create('file:///a.py', 'python', 1, start);
          for (const [round, edits] of rounds.entries()) {
            const changes = edits.map(({ from, to, text, isWhole }) => {
              const { length } = plain.getText();
              const range = {
                start: plain.positionAt(from % (length + 1)),
                end: plain.positionAt(to % (length + 1)),
              };
              const change = isWhole ? { text } : { range, text };
              TextDocument.update(plain, [change], round + 2);
              return change;
            });
            edited = editedDocuments.update(edited, changes, round + 2);
            expect(seen(edited)).toEqual(seen(plain));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is scanned where it lies: no string is made of it', () => {
    const made = vi.spyOn(Scanner.prototype, 'loadText');
    const edited = new EditedText('def f():\n    return 1\n').edited({
      start: 0,
      end: 0,
      text: 'import a\n',
    });
    expect(new SourceModule(edited, 'python').definitions.map(({ firstLine }) => firstLine)).toEqual([2]);
    expect(made).not.toHaveBeenCalled();
    made.mockRestore();
  });

  it('gives texts that stay what they were, whoever asks when and for what', () => {
    const plainText = text.map((each) => each.replaceAll('\r', ''));
    fc.assert(
      fc.property(
        plainText,
        fc.array(fc.tuple(fc.nat(), fc.nat(), plainText, fc.boolean()), { maxLength: 8 }),
        (start, edits) => {
          let last = new EditedText(start);
          const kept = [{ source: last, text: start }];
          for (const [from, length, inserted, isAsked] of edits) {
            const before = kept.at(-1)?.text ?? '';
            const at = from % (before.length + 1);
            const end = at + (length % (before.length - at + 1));
            last = last.edited({ start: at, end, text: inserted });
            kept.push({ source: last, text: before.slice(0, at) + inserted + before.slice(end) });
            if (isAsked) expect(told(last)).toEqual(told(new StringText(kept.at(-1)?.text ?? '')));
          }
          for (const { source, text } of kept) expect(told(source)).toEqual(told(new StringText(text)));
        },
      ),
    );
  });
});

/** What the analysis asks a text. */
function told(source: SourceText) {
  const offsets = Array.from({ length: source.length + 2 }, (_, at) => at);
  return {
    codes: offsets.map((offset) => source.codeAt(offset)),
    parts: offsets.map((offset) => source.slice(offset, Math.min(offset + 3, source.length))),
    places: ['import ', 'a', '\n', 'missing'].flatMap((word) =>
      offsets.map((from) => source.indexOf(word, from)),
    ),
    includes: source.includes('torch'),
    lineCount: source.lineCount,
    starts: source.lineStarts(),
    scanned: source.load().scanner.lineStarts(),
    text: source.text,
    length: source.length,
  };
}
