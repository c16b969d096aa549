import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { concurrently } from '../../concurrency/concurrently.ts';
import { readBounded } from '../../files/readBounded.ts';
import { agentIdOf } from '../agentId.ts';
import { type HeldMessage, readInboxFile } from './inboxFile.ts';

/** Name of the folder in an agent's workspace that holds its messages. */
export const inboxName = 'inbox';
/** Of fuller inboxes the files whose names come last are read: names begin with times, or do not matter. */
const maximumFiles = 500;
const maximumBytes = 100_000;
const readersAtATime = 16;

/** Whether a path below the folder of the workspaces is a message. */
export function isInboxFile(below: string): boolean {
  return /^[^/]+\/inbox\/[^/.][^/]*\.md$/i.test(below);
}

/** The messages in the inbox of one workspace. Never throws: what cannot be read is no message. */
export async function readInbox(
  workTree: string,
  workspaces: string,
  workspace: string,
): Promise<HeldMessage[]> {
  const agent = agentIdOf(workspace);
  if (agent === undefined) return [];
  const folder = path.posix.join(workspaces, workspace, inboxName);
  const entries = await readdir(path.join(workTree, folder), { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile() && isInboxFile(`${workspace}/${inboxName}/${entry.name}`))
    .map(({ name }) => name);
  const read = await concurrently(names.sort().slice(-maximumFiles), readersAtATime, async (name) => {
    const file = path.posix.join(folder, name);
    const found = await readBounded(path.join(workTree, file), maximumBytes);
    if (found?.text === undefined) return [];
    return [readInboxFile(found.text, { file, agent, modifiedAt: found.modifiedAt })];
  });
  return read.flat();
}
