import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { configurationFileName } from '../../server/protocol/configuration/configurationFileName.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { CommandContext, CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { chooseSession, invoke } from './invocation.ts';

/** Writes a swarm.json made from what the repository has, and opens it; one that exists is only opened. */
export const createConfiguration: CommandFunction = async (context, argument) => {
  const title = l10n.t('Create swarm.json');
  const session = await configuredSession(context, argument, title);
  const file = configurationFile(session);
  if (!(await exists(file))) {
    // The one that was chosen above: asked again, somebody could take another, whose teams this file would get.
    await invoke(context, { repository: session.id }, title);
    const { text } = await session.call('proposeConfiguration');
    await writeNew(file, text);
  }
  await show(file);
};

/** Opens the swarm.json of a repository. */
export const openConfiguration: CommandFunction = async (context, argument) => {
  const file = configurationFile(await configuredSession(context, argument, l10n.t('Open swarm.json')));
  if (!(await exists(file)))
    throw new CommandRefused(l10n.t('There is no swarm.json yet. Run "Swarm: Create swarm.json".'));
  await show(file);
};

function configuredSession(
  context: CommandContext,
  argument: unknown,
  title: string,
): Promise<RepositorySession> {
  const wanted =
    typeof argument === 'object' && argument !== null && 'repository' in argument
      ? argument.repository
      : undefined;
  return chooseSession(context, wanted, title);
}

function configurationFile({ mainRoot }: RepositorySession): string {
  if (mainRoot === undefined)
    throw new CommandRefused(l10n.t('The repository is on another machine; its swarm.json is edited there.'));
  return path.join(mainRoot, configurationFileName);
}

/** Fails where somebody else has written the file in the meantime. */
async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandRefused(l10n.t('swarm.json was not written: {0}', reason), { cause });
  });
}

async function show(file: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(Uri.file(file)));
}

async function exists(file: string): Promise<boolean> {
  return workspace.fs.stat(Uri.file(file)).then(
    () => true,
    () => false,
  );
}
