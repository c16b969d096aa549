import path from 'node:path';
import type { AgentStatus } from '../../analysis/agentStatus/agentStatus.ts';
import { readStatusBytes, unreadableStatus } from '../../analysis/agentStatus/readStatus.ts';
import { statusFileName } from '../../workspace/agentStatus/statusFileName.ts';
import { readBoundedBytes } from '../files/readBounded.ts';

const maximumBytes = 1_000_000;
const readersAtATime = 32;

/** The status of the agent whose workspace this is; undefined where it has none. Never throws. */
export async function readWorkspace(workspace: string): Promise<AgentStatus | undefined> {
  const found = await readBoundedBytes(path.join(workspace, statusFileName), maximumBytes);
  if (found === undefined) return undefined;
  if (found.bytes === undefined)
    return unreadableStatus(`${statusFileName} cannot be read: ${found.problem}`, found.modifiedAt ?? null);
  return readStatusBytes(found.bytes, found.modifiedAt);
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
