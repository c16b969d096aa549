import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CodeLens,
  commands,
  type Hover,
  type MarkdownString,
  Position,
  TabInputTextDiff,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { ConflictPanel } from '../../../client/conflicts/conflictPanel.ts';
import { commandId } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { git, repositoryRoot } from '../support/serviceClient.ts';
import { eventually, eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';

const own = 'feature/ai-workflow-hints';
const other = 'feature/realtime-hints';
const file = 'hints.py';
const identity = ['-c', 'user.name=Agent-9', '-c', 'user.email=agent-9@example.org'];

function text(changed: Readonly<Record<number, string>>): string {
  return Array.from({ length: 30 }, (_, index) => `${changed[index + 1] ?? `value_${index + 1} = 1`}\n`).join(
    '',
  );
}

/** Commits the file to a branch that is checked out nowhere, as an agent in its own work tree does. */
function commitTo(branch: string, from: string, changed: Readonly<Record<number, string>>): void {
  const tree = path.join(path.dirname(repositoryRoot()), `tree-${branch.replaceAll('/', '-')}`);
  git('worktree', 'add', '--quiet', '--force', '-B', branch, tree, from);
  writeFileSync(path.join(tree, file), text(changed));
  git('-C', tree, 'add', file);
  git('-C', tree, ...identity, 'commit', '--quiet', '-m', `Change ${file}`);
  git('worktree', 'remove', '--force', tree);
}

/** Sentences of our marks in a document, once they are as wanted. */
async function lenses(document: TextDocument, wanted: (titles: string[]) => boolean): Promise<CodeLens[]> {
  const { conflicts } = await swarmExtension();
  const read = async () => {
    const all = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    return all.filter(({ command }) => command?.command === commandId.openOtherSide);
  };
  const { promise, resolve, reject } = Promise.withResolvers<CodeLens[]>();
  const check = () => read().then((found) => wanted(titlesOf(found)) && resolve(found), reject);
  const subscription = conflicts.hints.onDidChange(() => void check());
  void check();
  return promise.finally(() => subscription.dispose());
}

function titlesOf(found: readonly CodeLens[]): string[] {
  return found.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
}

describe('Conflicts between branches', () => {
  let session: RepositorySession;
  let document: TextDocument;
  let checkedOut: string;
  before(async () => {
    session = await liveSession();
    checkedOut = git('branch', '--show-current');
    commitTo('hints-base', 'main', {});
    commitTo(own, 'hints-base', { 5: 'value_5 = "own"' });
    git('branch', '--delete', '--force', 'hints-base');
    git('checkout', '--quiet', own);
    document = await workspace.openTextDocument(Uri.file(path.join(repositoryRoot(), file)));
    await window.showTextDocument(document);
  });
  after(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
    git('checkout', '--quiet', checkedOut);
    git('branch', '--delete', '--force', own);
  });

  it('are marked in the lines that another branch changes, apart from those it merely edits', async () => {
    commitTo(other, `${own}~1`, { 5: 'value_5 = "other"', 20: 'value_20 = "other"' });
    const found = await lenses(document, (titles) => titles.some((title) => title.includes('conflicts')));
    assert.deepEqual(titlesOf(found), [
      `5 $(warning)\u00a0${other} conflicts with this hunk`,
      `20 $(git-branch)\u00a0${other} also edits this hunk`,
    ]);
  });

  it('tell in the hover who changes the lines, and how', async () => {
    const at = new Position(4, 3);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const texts = hovers.flatMap(({ contents }) => contents.map((one) => (one as MarkdownString).value));
    const own = texts.find((one) => one.includes(commandId.openOtherSide)) ?? '';
    assert.match(own, /```diff\n-value_5 = "own"\n\+value_5 = "other"\n```/);
    assert.match(own, /\[Open other side\]\(command:swarm\.openOtherSide\?/);
  });

  it('move with what is typed above them', async () => {
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(9, 0), 'typed = 1\ntyped = 2\n');
    await workspace.applyEdit(edit);
    const found = await lenses(document, (titles) => titles.some((title) => title.startsWith('22')));
    assert.deepEqual(
      found.map(({ range }) => range.start.line + 1),
      [5, 22],
    );
    await commands.executeCommand('undo');
  });

  it('lead with one click to the diff with the other side', async () => {
    const [lens] = await lenses(document, (titles) => titles.length === 2);
    await commands.executeCommand(lens?.command?.command ?? '', ...(lens?.command?.arguments ?? []));
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof TabInputTextDiff);
    assert.equal(input.modified.fsPath, document.uri.fsPath);
    const original = await workspace.openTextDocument(input.original);
    assert.equal(original.getText(), text({ 5: 'value_5 = "other"', 20: 'value_20 = "other"' }));
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await window.showTextDocument(document);
  });

  it('are those of the work tree that a file lies in, whichever branch or commit it has', async () => {
    const tree = path.join(path.dirname(repositoryRoot()), 'tree-of-an-agent');
    git('worktree', 'add', '--quiet', tree, other);
    const inTree = await workspace.openTextDocument(Uri.file(path.join(tree, file)));
    await window.showTextDocument(inTree);
    const wanted = (titles: string[]) => titles.length > 0;
    assert.deepEqual(titlesOf(await lenses(inTree, wanted)), [
      `5 $(warning)\u00a0${own} conflicts with this hunk`,
    ]);
    git('-C', tree, 'checkout', '--quiet', '--detach');
    // No branch is its own there, so the one it was on stands on the same commit and the forecast has no say.
    assert.deepEqual(titlesOf(await lenses(inTree, ([title = '']) => title.includes('edits'))), [
      `5 $(git-branch)\u00a0${own} also edits this hunk`,
    ]);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    git('worktree', 'remove', '--force', tree);
    await window.showTextDocument(document);
  });

  it('are shown in the matrix, live', async () => {
    const { conflicts } = await swarmExtension();
    await commands.executeCommand(commandId.showConflictForecast);
    const panel = conflicts.conflictPanels.get(session);
    assert.ok(panel);
    await eventually(panel.onDidShow, () => pairs(panel).includes(`${own} ${other}`) || undefined);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await window.showTextDocument(document);
  });

  it('are gone from the editor once the branch is deleted', async () => {
    git('branch', '--delete', '--force', other);
    await eventuallyStored(session, () => session.store.get('branches', other) === undefined || undefined);
    assert.deepEqual(await lenses(document, (titles) => titles.length === 0), []);
  });
});

/** Names of the pairs that the matrix shows as conflicting. */
function pairs({ shown }: ConflictPanel): string[] {
  const name = (place: number) => shown?.branches[place]?.name ?? '';
  return (shown?.conflicts ?? []).map(([one, two]) => [name(one), name(two)].sort().join(' '));
}
