import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { EditedDocument } from '../../../server/language/documents/editedDocument.ts';
import { EditedText } from '../../../server/language/documents/editedText.ts';
import { type LanguageClient, startClient } from '../languageClient.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporaryFolder.ts';

const documents = 200;
const kept = [EditedDocument, EditedText, SourceModule];
/** What the last document that was shown may leave in answers on their way. */
const onTheirWay = 5;

/** Modules of the folder that the index hears of, and many more that it has nothing to do with. */
function uris(folder: TemporaryFolder): string[] {
  return Array.from({ length: documents }, (_, each) =>
    each % 50 === 0 ? folder.uri(`package_1/module_${each}.py`) : `untitled:${each}.py`,
  );
}

/** Opens documents that are on no disk one after the other, looks at them as an editor does, and closes them. */
async function openAndClose(client: LanguageClient, folder: TemporaryFolder): Promise<void> {
  for (const [each, uri] of uris(folder).entries()) {
    await client.open(uri, `import torch\nimport package_1.module_50\nx = ${each}\n`);
    await client.edit(uri, 2, 'y', { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } });
    await client.pull(uri);
    if (each % 50 < 2) await client.hover(uri, 0);
    await client.close(uri);
  }
}

test('A server keeps nothing of documents that are closed, however many there were', async () => {
  const folder = await temporaryFolder({ '.git/HEAD': '' });
  const client = await startClient({ folders: [folder.uri()] });
  const main = folder.uri('main.py');
  await client.open(main, 'import package_1.module_0\n');
  await client.problems(main);
  await openAndClose(client, folder);
  // Whatever was told before it is done.
  await client.problems(main);
  for (const each of kept) expect(queryObjects(each), each.name).toBeLessThan(onTheirWay);
});
