import path from 'node:path';
import { CancellationError, commands, l10n, RelativePattern, Uri, window, workspace } from 'vscode';
import type { Agent } from '../../../server/protocol/agents.ts';
import { isWithin } from '../../../server/protocol/pathWithin.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { pickOne } from '../../input/questions.ts';
import { plainMessage } from '../../plainText.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused, NothingToDo } from '../commandRefused.ts';
import { chooseAgent } from './chooseAgent.ts';

const withFile = ({ file }: Agent) => file !== null;

/** Shows the folder of an agent's status file among the files. */
export const openAgentWorkspace: CommandFunction = async (context, argument) => {
  const { session, row: agent } = await chooseAgent(context, argument, {
    title: l10n.t('Open Workspace of Agent'),
    placeholder: l10n.t('Select the agent'),
    fits: withFile,
    none: l10n.t('No agent has a folder here.'),
  });
  await commands.executeCommand('revealInExplorer', Uri.file(statusFile(session, agent)));
};

/** Opens an agent's work tree in a window of its own. */
export const openAgentWorktree: CommandFunction = async (context, argument) => {
  const { session, row: agent } = await chooseAgent(context, argument, {
    title: l10n.t('Open Worktree of Agent in New Window'),
    placeholder: l10n.t('Select the agent'),
    fits: ({ worktree }) => worktree !== null,
    none: l10n.t('No agent has a work tree that is known.'),
  });
  if (agent.worktree === null) throw new NothingToDo(l10n.t('Agent {0} has no work tree.', agent.name));
  await confirmUnknown(session, agent);
  const folder = Uri.file(agent.worktree);
  await workspace.fs.stat(folder).then(undefined, () => {
    throw new CommandRefused(l10n.t('The folder {0} is gone, or not on this machine.', folder.fsPath));
  });
  await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
};

/** Where an agent works is its own word: a folder that is no work tree of the repository is not touched unasked. */
async function confirmUnknown({ store }: RepositorySession, { name, worktree }: Agent): Promise<void> {
  const branches = [...store.rows('branches').values()];
  if (branches.some((branch) => branch.worktree?.path === worktree)) return;
  const open = l10n.t('Open Folder');
  const message = l10n.t('{0} says that it works in {1}.', name, worktree ?? '');
  const detail = l10n.t('That is no work tree of this repository that git knows.');
  const answer = await window.showWarningMessage(plainMessage(message), { modal: true, detail }, open);
  if (answer !== open) throw new CancellationError();
}

const mostLogs = 200;

/** Opens a log among the files of an agent; of several, one that is asked for, the newest first. */
export const openAgentLog: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Log of Agent');
  const { session, row: agent } = await chooseAgent(context, argument, {
    title,
    placeholder: l10n.t('Select the agent'),
    fits: withFile,
    none: l10n.t('No agent has a folder here.'),
  });
  const folder = path.dirname(statusFile(session, agent));
  const logs = await newestLogs(folder);
  const [only] = logs;
  if (!only) throw new NothingToDo(l10n.t('There is no log below {0}.', folder));
  const choices = logs.map(({ uri, changed }) => ({
    label: path.relative(folder, uri.fsPath),
    description: new Date(changed).toLocaleString(),
    value: uri,
  }));
  const question = { placeholder: l10n.t('Select the log'), choices };
  const uri = logs.length === 1 ? only.uri : await pickOne(question, { title, step: 1, total: 1 });
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
};

async function newestLogs(folder: string): Promise<{ uri: Uri; changed: number }[]> {
  const pattern = new RelativePattern(Uri.file(folder), '**/{*.log,*log*.md,*log*.txt}');
  const found = await workspace.findFiles(pattern, undefined, mostLogs);
  const logs = found.map(async (uri) => ({ uri, changed: (await workspace.fs.stat(uri)).mtime }));
  return (await Promise.all(logs)).sort((a, b) => b.changed - a.changed);
}

/**
 * The absolute path of an agent's status file.
 * @throws {CommandRefused} where it has none inside the repository
 */
export function statusFile({ root }: RepositorySession, { file, name }: Agent): string {
  if (file === null || root === undefined)
    throw new CommandRefused(l10n.t('Agent {0} has no status file here.', name));
  const absolute = path.resolve(root, file);
  if (!isWithin(root, absolute))
    throw new CommandRefused(l10n.t('The status file of agent {0} lies outside the repository.', name));
  return absolute;
}
