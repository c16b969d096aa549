import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { AgentStatus } from '../../analysis/agentStatus/agentStatus.ts';
import { readStatus, unreadableStatus } from '../../analysis/agentStatus/readStatus.ts';
import { readBounded } from '../files/readBounded.ts';

const fileName = 'status.json';
const maximumBytes = 1_000_000;
const readersAtATime = 32;

/** The status of the agent whose workspace this is; undefined where it has none. Never throws. */
export async function readWorkspace(workspace: string): Promise<AgentStatus | undefined> {
  const found = await readBounded(path.join(workspace, fileName), maximumBytes);
  if (found === undefined) return undefined;
  if (found.text === undefined)
    return unreadableStatus(`${fileName} cannot be read: ${found.problem}`, found.modifiedAt ?? null);
  return readStatus(found.text, found.modifiedAt);
}

/** Names of the workspaces in a folder; none where there is no such folder. */
export async function listWorkspaces(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Reads many workspaces, some at a time. */
export async function readWorkspaces(
  folder: string,
  names: readonly string[],
): Promise<Map<string, AgentStatus | undefined>> {
  const statuses = new Map<string, AgentStatus | undefined>();
  const rest = names.values();
  const read = async () => {
    for (const name of rest) statuses.set(name, await readWorkspace(path.join(folder, name)));
  };
  await Promise.all(Array.from({ length: readersAtATime }, read));
  return statuses;
}
