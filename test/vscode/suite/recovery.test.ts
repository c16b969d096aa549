import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { callAsOther, serviceFile } from '../support/serviceClient.ts';
import { eventually, eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';
import { treeOutline } from '../support/treeOutline.ts';

/** Resolves when the session has lost its service and has one again. */
function reconnected(session: RepositorySession): Promise<unknown> {
  let lost = false;
  return eventually(
    (listener) => ({ dispose: session.onStateChanged(listener) }),
    () => {
      lost ||= session.state.kind !== 'live';
      return (lost && session.state.kind === 'live') || undefined;
    },
  );
}

describe('A service that is killed', () => {
  it('comes back by itself with everything that was committed, and the trees with it', async () => {
    const session = await liveSession();
    const { views } = await swarmExtension();
    await callAsOther('createContract', { body: { id: 'C-kept', title: 'Committed', total: 3 } });
    await eventuallyStored(session, () => session.store.get('contracts', 'C-kept'));
    const before = await serviceFile();
    const back = reconnected(session);
    process.kill(before.pid, 'SIGKILL');
    await back;
    const after = await serviceFile();
    assert.notEqual(after.pid, before.pid);
    assert.notEqual(after.token, before.token);
    assert.ok(treeOutline(views.contracts).includes('C-kept'));
  });

  it('is replaced by a fresh one on request', async () => {
    const session = await liveSession();
    const before = await serviceFile();
    await commands.executeCommand(commandId.restartService);
    assert.notEqual((await serviceFile()).pid, before.pid);
    assert.equal(session.state.kind, 'live');
  });

  it('says in the status bar how many things need a human', async () => {
    const session = await liveSession();
    const { statusBar } = await swarmExtension();
    const count = await eventuallyStored(session, () => session.store.rows('attention').size || undefined);
    assert.equal(statusBar.text, `$(pulse) ${count}`);
  });
});
