import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { callAsOther } from '../support/serviceClient.ts';
import { eventually, eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';
import { treeItemOf, treeOutline } from '../support/treeOutline.ts';

describe('Coordination in the editor', () => {
  let session: RepositorySession;
  before(async () => {
    session = await liveSession();
    await callAsOther('heartbeat', { params: { agent: 'Agent-77' }, body: { mission: 'Count ticks' } });
    await eventuallyStored(session, () => session.store.get('agents', 'Agent-77'));
  });

  const stage = (task: string, wanted: string) =>
    eventuallyStored(session, () => session.store.get('tasks', task)?.stage === wanted || undefined);

  /** From the contract to a task whose evidence holds, each step by its command. */
  async function handIn(): Promise<void> {
    const contract = { id: 'C-flow', title: 'The whole way', total: 50, deadline: '2031-01-31' };
    await commands.executeCommand(commandId.createContract, contract);
    const task = { contract: 'C-flow', id: 'T-1', taskTitle: 'Keep the README short', points: '20' };
    await commands.executeCommand(commandId.addTask, task);
    await stage('C-flow/T-1', 'open');
    await commands.executeCommand(commandId.claimTask, {
      task: 'C-flow/T-1',
      agent: 'Agent-77',
      anyway: 'a test',
    });
    await stage('C-flow/T-1', 'claimed');
    assert.equal(session.store.get('contracts', 'C-flow')?.held, 20);
    const evidence = [{ kind: 'lines', file: 'README.md', maximum: 10_000 }];
    await commands.executeCommand(commandId.submitTask, { task: 'C-flow/T-1', evidence });
    await stage('C-flow/T-1', 'verified');
  }

  it('leads a task from the pool over its proof to its credit, and back', async () => {
    const { views } = await swarmExtension();
    await handIn();
    await commands.executeCommand(commandId.creditTask, { task: 'C-flow/T-1' });
    await stage('C-flow/T-1', 'credited');
    const outline = treeOutline(views.contracts);
    const at = outline.indexOf('C-flow');
    assert.deepEqual(outline.slice(at + 1, at + 4), [
      '  Keep the README short',
      '    README.md has at most 10000 lines',
      '  Agent-77',
    ]);
    assert.match(String(treeItemOf(views.contracts, 'C-flow')?.description), /^20\/50/);
    await commands.executeCommand(commandId.reverseTask, { task: 'C-flow/T-1', reason: 'Only a test' });
    await eventuallyStored(
      session,
      () => session.store.get('contracts', 'C-flow')?.credited === 0 || undefined,
    );
  });

  it('drains an agent, takes from it what it holds, and says so in its row', async () => {
    const { views } = await swarmExtension();
    const agent = { agent: 'Agent-77', reason: 'Asked by a test' };
    const row = () => session.store.get('agents', 'Agent-77');
    await commands.executeCommand(commandId.drainAgent, agent);
    await eventuallyStored(session, () => row()?.draining || undefined);
    assert.match(String(treeItemOf(views.agents, 'Agent-77')?.contextValue), /^agent.*draining$/);
    await commands.executeCommand(commandId.quarantineAgent, agent);
    await eventuallyStored(session, () => row()?.quarantined || undefined);
    assert.match(String(treeItemOf(views.agents, 'Agent-77')?.description), /quarantined/);
    await commands.executeCommand(commandId.releaseAgent, agent);
    await eventuallyStored(session, () => row()?.quarantined === false || undefined);
    await commands.executeCommand(commandId.pinAgent, { agent: 'Agent-77' });
    assert.deepEqual(treeOutline(views.agents).slice(0, 2), ['Pinned', '  Agent-77']);
    await commands.executeCommand(commandId.pinAgent, { agent: 'Agent-77' });
  });

  it('sends a message, which stands unread on the agent and in its inbox', async () => {
    const { views } = await swarmExtension();
    const message = { agent: 'Agent-77', subject: 'Stop at noon', text: '[run](command:swarm.showLog)' };
    await commands.executeCommand(commandId.sendMessage, message);
    await eventuallyStored(session, () => session.store.get('agents', 'Agent-77')?.unread || undefined);
    assert.ok(treeOutline(views.agents).some((line) => line.trim() === '1 unread message'));
    await commands.executeCommand(commandId.openInbox, { agent: 'Agent-77' });
    const page = () => workspace.textDocuments.find(({ uri }) => uri.path.includes('Inbox of Agent-77'));
    const inbox = await eventually(workspace.onDidOpenTextDocument, page);
    assert.match(inbox.getText(), /## `Stop at noon`[\s\S]*```text\n\[run\]\(command:swarm.showLog\)\n```/);
    await commands.executeCommand(commandId.showAgentHistory, { agent: 'Agent-77' });
    const history = () => workspace.textDocuments.find(({ uri }) => uri.path.includes('History of Agent-77'));
    const document = await eventually(workspace.onDidOpenTextDocument, history);
    assert.match(document.getText(), /Time in each state/);
  });

  it('opens what disagrees at its line, and a dashboard that follows', async () => {
    const { views, dashboards } = await swarmExtension();
    await commands.executeCommand(commandId.reconcile, {});
    const { reply } = await eventually(
      (listener) => views.contracts.onDidChangeTreeData(listener),
      () => {
        const state = views.contractReplies.reconciliation(session.store);
        return state.reply || state.problem ? state : undefined;
      },
    );
    const place = reply?.disagreements.flatMap(({ figures }) => figures).find((one) => one.place)?.place;
    assert.ok(place, JSON.stringify(reply));
    await commands.executeCommand(commandId.openDisagreement, { place });
    const [file = '', line] = place.split(/:(?=\d+$)/);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.fileName.endsWith(file));
    assert.equal(editor.selection.start.line + 1, Number(line));
    await commands.executeCommand(commandId.showDashboard, { contract: 'C-flow' });
    const panel = dashboards.get(session);
    assert.ok(panel);
    const burnUp = await eventually(panel.onDidShow, () => panel.shown?.burnUp);
    assert.equal(burnUp.contract, 'C-flow');
    const later = burnUp.moments.length;
    await callAsOther('addTask', {
      params: { contract: 'C-flow' },
      body: { task: 'T-2', title: 'One more', points: 5 },
    });
    await eventually(panel.onDidShow, () => (panel.shown?.burnUp?.moments.length ?? 0) > later || undefined);
  });
});
