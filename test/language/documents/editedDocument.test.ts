import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EditedDocument, editedDocuments } from '../../../server/language/documents/editedDocument.ts';

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

  it('gives texts that stay what they were, whoever asks when', () => {
    fc.assert(
      fc.property(text, fc.array(fc.tuple(edit, fc.boolean()), { maxLength: 8 }), (start, edits) => {
        const document = new EditedDocument('file:///a.py', 'python', 1, start.replaceAll('\r', ''));
        const kept = [{ source: document.source, text: start.replaceAll('\r', '') }];
        for (const [{ from, to, text }, isAsked] of edits) {
          const { length } = kept.at(-1)?.text ?? '';
          const range = {
            start: document.positionAt(from % (length + 1)),
            end: document.positionAt(to % (length + 1)),
          };
          document.update([{ range, text: text.replaceAll('\r', '') }], 2);
          const [a, b] = [from % (length + 1), to % (length + 1)].sort((a, b) => a - b) as [number, number];
          const before = kept.at(-1)?.text ?? '';
          kept.push({
            source: document.source,
            text: before.slice(0, a) + text.replaceAll('\r', '') + before.slice(b),
          });
          if (isAsked) expect(document.source.text).toBe(kept.at(-1)?.text);
        }
        expect(kept.map(({ source }) => source.text)).toEqual(kept.map(({ text }) => text));
      }),
    );
  });
});
