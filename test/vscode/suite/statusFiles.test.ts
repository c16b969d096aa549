import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CodeAction, commands, Range, Uri, window, workspace } from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import { diagnosticsOf, ruleOf } from '../support/diagnosticsOf.ts';
import { eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';

const folder = (agent: string) =>
  path.join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'agent_workspaces', agent);
const file = (agent: string) => path.join(folder(agent), 'status.json');

async function written(agent: string, text: string): Promise<Uri> {
  await mkdir(folder(agent), { recursive: true });
  await writeFile(file(agent), text);
  return Uri.file(file(agent));
}

describe('Status files in the editor', () => {
  before(async () => {
    const { languageServerReady } = await swarmExtension();
    assert.ok(await languageServerReady, 'the language server started');
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    for (const agent of ['Agent-88', 'Agent-89']) await rm(folder(agent), { recursive: true, force: true });
  });

  it('say what is damaged, and are mended by a quick fix', async () => {
    const uri = await written('Agent-88', '{\n  "status": "ACTIVE"\n  "current_mission": "Count"\n}\n');
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    const [damage] = await diagnosticsOf(uri, (own) => own.some((one) => ruleOf(one) === 'status-syntax'));
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      damage?.range ?? new Range(1, 0, 1, 1),
      'quickfix',
      20,
    );
    const mend = actions.find(({ title }) => title === 'Mend this file…');
    assert.ok(mend?.edit, 'its edit came when it was resolved');
    await workspace.applyEdit(mend.edit);
    assert.equal(document.getText(), '{\n  "status": "ACTIVE",\n  "current_mission": "Count"\n}\n');
    await diagnosticsOf(uri, (own) => own.length === 0);
  });

  it('are updated in their own style, and the row follows', async () => {
    const session = await liveSession();
    await written('Agent-89', '{\n\t"status": "ACTIVE"\n}\n');
    await eventuallyStored(session, () => session.store.get('agents', 'Agent-89'));
    const answers = { agent: 'Agent-89', state: 'BLOCKED', blockers: 'CI is red' };
    await commands.executeCommand(commandId.updateStatus, answers);
    await eventuallyStored(session, () => session.store.get('agents', 'Agent-89')?.state === 'blocked');
    assert.match(
      await readFile(file('Agent-89'), 'utf8'),
      /^\{\n\t"status": "BLOCKED",\n\t"blockers": \[\n\t\t"CI is red"\n\t\],\n\t"last_updated": "[^"]+"\n\}\n$/,
    );
  });
});
