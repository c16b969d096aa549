import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commands, window, workspace } from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { rowsRefreshedUntil } from '../support/rowsRefreshed.ts';
import { callAsOther, git, repositoryRoot } from '../support/serviceClient.ts';
import { eventually, eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';
import { treeItemOf, treeOutline } from '../support/treeOutline.ts';

const planner = 'feature/ai-workflow-planner';

describe('The Branches view', () => {
  let session: RepositorySession;
  before(async () => {
    session = await liveSession();
    await eventuallyStored(session, () => session.store.get('branches', planner)?.ahead ?? undefined);
  });
  afterEach(async () => {
    await commands.executeCommand(commandId.clearBranchFilter);
    await commands.executeCommand(commandId.groupBranches, { group: 'team' });
  });

  it('leaves out what the filter leaves out, and says so', async () => {
    const { views } = await swarmExtension();
    await commands.executeCommand(commandId.filterBranches, { text: 'planner' });
    assert.deepEqual(treeOutline(views.branches), ['ai-workflow', '  planner']);
    await eventually(views.branches.onDidChangeTreeData, () => views.branches.view.message || undefined);
    assert.match(String(views.branches.view.message), /^1 of \d+ branches: "planner"$/);
    await commands.executeCommand(commandId.clearBranchFilter);
    assert.ok(treeOutline(views.branches).includes('main'));
  });

  it('groups by state, and says on the row what matters', async () => {
    const { views } = await swarmExtension();
    await eventuallyStored(session, () => session.store.rows('conflicts').size > 0 || undefined);
    await commands.executeCommand(commandId.groupBranches, { group: 'state' });
    const outline = treeOutline(views.branches);
    const [first = ''] = outline.filter((line) => !line.startsWith(' ') && line !== 'main');
    assert.equal(first, 'Conflicts', outline.join('\n'));
    const item = treeItemOf(views.branches, outline[outline.indexOf('Conflicts') + 1]?.trim() ?? '');
    assert.match(String(item?.description), /^\d conflicts? · ↑\d/);
    assert.match(item?.accessibilityInformation?.label ?? '', /conflicts with \d branch/);
  });

  it('repaints one row of a thousand where one branch moved', async () => {
    const { views } = await swarmExtension();
    const names = Array.from({ length: 1000 }, (_, index) => `bulk/branch-${index}`);
    updateRefs(names.map((name) => `update refs/heads/${name} ${git('rev-parse', 'main')}`));
    const compared = () => names.every((name) => session.store.get('branches', name)?.ahead === 0);
    await eventuallyStored(session, compared);
    const started = performance.now();
    assert.ok(treeOutline(views.branches).length > 1000);
    console.log(`      1,000 rows in ${(performance.now() - started).toFixed(1)} ms`);
    const tree = git('rev-parse', 'main^{tree}');
    const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    const commit = git(...author, 'commit-tree', '-p', 'main', '-m', 'Move one of a thousand', tree);
    const moved = 'bulk/branch-500';
    const refreshed = await rowsRefreshedUntil(views.branches, moved, async () =>
      git('update-ref', `refs/heads/${moved}`, commit),
    );
    // What the forecast says of the others may come meanwhile.
    assert.deepEqual(
      [...refreshed].filter((name) => name.startsWith('bulk/')),
      [moved],
    );
    updateRefs(names.map((name) => `delete refs/heads/${name}`));
    await eventuallyStored(session, () => !session.store.get('branches', 'bulk/branch-999'));
  });
});

/** Many refs by one process. */
function updateRefs(commandsOfGit: readonly string[]): void {
  const input = `${commandsOfGit.join('\n')}\n`;
  execFileSync('git', ['update-ref', '--stdin'], { cwd: repositoryRoot(), input });
}

describe('Commands of branches', () => {
  let session: RepositorySession;
  before(async () => {
    session = await liveSession();
  });

  it('compare a branch with the base, file by file', async () => {
    await commands.executeCommand(commandId.compareWithBase, { branch: planner });
    const label = () => window.tabGroups.activeTabGroup.activeTab?.label ?? '';
    await eventually(window.tabGroups.onDidChangeTabs, () => label().includes(planner) || undefined);
    const blob = await eventually(workspace.onDidOpenTextDocument, () =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === 'swarm-blob'),
    );
    const texts = ['main', planner].map((side) => git('show', `${side}:ai_workflow/planner.py`));
    const forked = git('show', `${git('merge-base', 'main', planner)}:ai_workflow/planner.py`);
    assert.ok([...texts, forked].includes(blob.getText().trimEnd()));
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('check a branch out, but not over changed files', async () => {
    const file = path.join(repositoryRoot(), 'ai_workflow/planner.py');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}# not committed\n`);
    await commands.executeCommand(commandId.checkOutBranch, { branch: planner });
    assert.equal(git('branch', '--show-current'), 'main');
    await writeFile(file, text);
    await commands.executeCommand(commandId.checkOutBranch, { branch: planner });
    assert.equal(git('branch', '--show-current'), planner);
    await eventuallyStored(session, () => session.store.get('branches', planner)?.current || undefined);
    git('switch', '--quiet', 'main');
    await eventuallyStored(session, () => session.store.get('branches', 'main')?.current || undefined);
  });

  it('delete what is merged and bring it back, and keep unmerged work that nobody confirms', async () => {
    git('branch', 'merged-already');
    await eventuallyStored(session, () => session.store.get('branches', 'merged-already'));
    await commands.executeCommand(commandId.deleteBranch, { branch: 'merged-already' });
    await eventuallyStored(session, () => !session.store.get('branches', 'merged-already'));
    await commands.executeCommand(commandId.restoreBranch, { branch: 'merged-already' });
    assert.equal(git('rev-parse', 'merged-already'), git('rev-parse', 'main'));
    // The question is refused in a test's window, as it is by a person who presses Escape.
    await commands.executeCommand(commandId.deleteBranch, { branch: planner });
    assert.match(git('rev-parse', planner), /^[0-9a-f]{40}$/);
  });

  it('sync a branch after it has been tried', async () => {
    git('branch', 'to-sync', 'main~2');
    await eventuallyStored(session, () => session.store.get('branches', 'to-sync')?.behind === 2);
    await commands.executeCommand(commandId.syncBranches, { branch: 'to-sync', confirmed: true });
    assert.equal(git('rev-parse', 'to-sync'), git('rev-parse', 'main'));
  });

  it('show where a branch conflicts', async () => {
    const pair = await eventuallyStored(session, () => [...session.store.rows('conflicts').values()][0]);
    await commands.executeCommand(commandId.showBranchConflicts, { branch: pair.a, other: pair.b });
    const text = window.activeTextEditor?.document.getText() ?? '';
    assert.ok(text.includes(pair.a) && text.includes(pair.b), text);
    assert.match(text, /\| lines? \d/);
  });
});

describe('The Merge Queue view', () => {
  let session: RepositorySession;
  before(async () => {
    session = await liveSession();
    await commands.executeCommand(commandId.pauseQueue, { reason: 'A test looks at it' });
  });

  const entries = () => session.store.get('queue', 'main')?.entries.map(({ branch }) => branch) ?? [];

  it('shows the order, which can be changed, and each branch its place', async () => {
    const { views } = await swarmExtension();
    const branches = ['feature/ai-workflow-planner', 'feature/ai-workflow-agent-metrics'];
    for (const branch of branches)
      await commands.executeCommand(commandId.enqueueBranch, { branch, priority: 'normal' });
    await eventuallyStored(session, () => entries().length === 2 || undefined);
    assert.deepEqual(treeOutline(views.queue).slice(0, 3), ['main', ...branches.map((one) => `  ${one}`)]);
    assert.match(String(treeItemOf(views.queue, 'main')?.description), /^2 · A test looks at it/);
    assert.match(String(treeItemOf(views.branches, 'planner')?.description), /^#1 · /);
    await commands.executeCommand(commandId.moveToFrontOfQueue, { branch: branches[1] });
    await eventuallyStored(session, () => entries()[0] === branches[1] || undefined);
    assert.match(String(treeItemOf(views.branches, 'planner')?.description), /^#2 · /);
  });

  it('tells another client what was taken out, and why, in a report', async () => {
    await commands.executeCommand(commandId.removeFromQueue, { branch: planner });
    await eventuallyStored(session, () => !entries().includes(planner) || undefined);
    const [queue] = await callAsOther('listQueue');
    assert.equal(queue?.finished[0]?.branch, planner);
    await commands.executeCommand(commandId.openQueueReport, { branch: planner });
    const document = window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'markdown');
    assert.match(document.getText(), /put out of the merge queue for `main`/);
  });

  after(async () => {
    for (const branch of entries()) await commands.executeCommand(commandId.removeFromQueue, { branch });
    await commands.executeCommand(commandId.resumeQueue);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
});
