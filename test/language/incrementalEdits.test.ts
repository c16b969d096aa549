import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fullAbilities, startClient } from './languageClient.ts';
import { pythonFunction } from './pythonText.ts';

const piece = fc.constantFrom(
  'import torch\n',
  'from numpy import array\n',
  pythonFunction('long', 6),
  'class A:\n',
  '    x = 1\n',
  '"""',
  "'",
  '(',
  ')',
  '\n',
  '\r\n',
  '\r',
  '\\',
  '#',
  '    ',
  '🙂',
  '# swarm: disable=heavy-import\n',
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const edit = fc.record({ from: fc.nat(), length: fc.nat(20), text });
const settings = () => ({ limits: { file: 12, function: 3, class: 4 } });

describe('a server that follows edits', () => {
  it('says the same as one that opens the result, whatever the edits', async () => {
    const client = await startClient({ settings, abilities: fullAbilities });
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(text, fc.array(edit, { minLength: 1, maxLength: 6 }), async (start, edits) => {
        opened++;
        const [edited, fresh] = [`untitled:edited-${opened}`, `untitled:fresh-${opened}`];
        const document = TextDocument.create(edited, 'python', 1, start);
        await client.open(edited, start);
        for (const [index, change] of edits.entries()) {
          const from = change.from % (document.getText().length + 1);
          const range = { start: document.positionAt(from), end: document.positionAt(from + change.length) };
          TextDocument.update(document, [{ range, text: change.text }], index + 2);
          await client.edit(edited, index + 2, change.text, range);
          if (index % 2 === 0) await client.pull(edited);
        }
        await client.open(fresh, document.getText());
        expect(await client.diagnostics(edited)).toEqual(await client.diagnostics(fresh));
      }),
      { numRuns: 100 },
    );
  });
});
