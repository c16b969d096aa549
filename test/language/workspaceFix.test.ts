import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import type { ExplainImport } from '../../server/analysis/laziness/explainImport.ts';
import {
  fixWorkspaceRequest,
  type WorkspaceFix,
} from '../../server/protocol/languageServer/languageRequests.ts';
import { fullAbilities, startClient } from './languageClient.ts';
import { nothingExplained, pretendedExplanation } from './pretendedExplanation.ts';
import { temporaryFolder } from './temporaryFolder.ts';

async function started(changeAnnotations = true) {
  const folder = await temporaryFolder({
    'a.py': 'import torch\n',
    'open.py': 'import numpy\n',
    'sub/b.py': 'import numpy\nimport torch\nimport torch.nn\n',
    'skipped/c.py': 'import torch\n',
    'swarm.json': '{ "v2": { "exclude": ["skipped/"] } }',
  });
  const workspaceEdit = { documentChanges: true, ...(changeAnnotations && { changeAnnotationSupport: {} }) };
  const client = await startClient({
    folders: [folder.uri(), folder.uri('sub')],
    abilities: { ...fullAbilities, workspace: { ...fullAbilities.workspace, workspaceEdit } },
    parts: { explain: pretendedExplanation },
  });
  const found = () => client.connection.sendRequest<WorkspaceFix>(fixWorkspaceRequest.method, {});
  return { folder, client, found };
}

/** Path and version of each file that an edit is about, and how many places in it. */
function summary({ documentChanges = [] }: WorkspaceEdit): unknown[] {
  return documentChanges.flatMap((change) =>
    'edits' in change
      ? [[change.textDocument.uri.split('/').at(-1), change.textDocument.version, change.edits.length]]
      : [],
  );
}

describe('fixing the workspace', () => {
  it('finds every safe fix of its files, unsaved text included, each file once', async () => {
    const { client, folder, found } = await started();
    await client.open(folder.uri('open.py'), 'x = 1\nimport torch\n');
    const { edit, fixes, files, skipped } = await found();
    expect(summary(edit as WorkspaceEdit)).toEqual([
      ['a.py', null, 1],
      ['open.py', 1, 1],
      ['b.py', null, 1],
    ]);
    expect({ fixes, files, skipped }).toEqual({ fixes: 4, files: 3, skipped: [] });
  });

  it('is shown first where the editor can', async () => {
    const edit = (await (await started()).found()).edit as WorkspaceEdit;
    expect(Object.keys(edit.changeAnnotations ?? {})).toEqual(['safe-fixes', 'shown-first']);
    const plain = (await (await started(false)).found()).edit as WorkspaceEdit;
    expect(plain.changeAnnotations).toBeUndefined();
    expect(summary(plain)).toHaveLength(2);
  });

  it('first reads what all files say, and goes on to follow those that are not open on disk', async () => {
    const folder = await temporaryFolder({
      '.git/HEAD': '',
      'main.py': 'import part\n',
      'part.py': 'import torch\n',
    });
    const explain: ExplainImport = (module, finding, context) =>
      (context.workspace ? pretendedExplanation : nothingExplained)(module, finding, context);
    const client = await startClient({ folders: [folder.uri()], parts: { explain } });
    const main = folder.uri('main.py');
    const found = await client.connection.sendRequest<WorkspaceFix>(fixWorkspaceRequest.method, {});
    expect(found.fixes).toBe(2);
    await client.open(main, 'import part\n');
    expect(await client.problems(main)).toHaveLength(1);
    await folder.write('part.py', '');
    await client.fileChanged(folder.uri('part.py'));
    await client.refreshes.first(() => client.refreshes.all.length > 0);
    await expect.poll(() => client.problems(main)).toEqual([]);
  });

  it('leaves files that an editor might write back differently', async () => {
    const { folder, found } = await started();
    await writeFile(path.join(folder.path, 'a.py'), Buffer.from('# \xe9\nimport torch\n', 'latin1'));
    const { files, skipped } = await found();
    expect(files).toBe(1);
    expect(skipped).toEqual([{ path: path.join(folder.path, 'a.py'), why: 'it is not in UTF-8' }]);
  });
});
