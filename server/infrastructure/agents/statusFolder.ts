import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AgentStatus } from '../../analysis/agentStatus/agentStatus.ts';
import { readStatusBytes, unreadableStatus } from '../../analysis/agentStatus/readStatus.ts';
import { statusFileName } from '../../workspace/agentStatus/statusFileName.ts';
import { concurrently } from '../concurrency/concurrently.ts';
import { type BoundedBytes, readBoundedBytes } from '../files/readBounded.ts';

const maximumBytes = 1_000_000;
const readersAtATime = 32;

/** Whoever writes a file anew empties it first: one that is empty is looked at again, so often and after such a time. */
const looksAtEmpty = 5;
const emptyMilliseconds = 20;

/** The status of the agent whose workspace this is; undefined where it has none. Never throws. */
export async function readWorkspace(
  workspace: string,
  read = readBoundedBytes,
): Promise<AgentStatus | undefined> {
  const found = await readWritten(path.join(workspace, statusFileName), read);
  if (found === undefined) return undefined;
  if (found.bytes === undefined)
    return unreadableStatus(`${statusFileName} cannot be read: ${found.problem}`, found.modifiedAt ?? null);
  return readStatusBytes(found.bytes, found.modifiedAt);
}

async function readWritten(file: string, read: typeof readBoundedBytes): Promise<BoundedBytes | undefined> {
  for (let look = 1; ; look++) {
    const found = await read(file, maximumBytes);
    const isEmpty = found?.bytes?.length === 0;
    const age = Date.now() - (found?.modifiedAt?.getTime() ?? 0);
    if (!isEmpty || look === looksAtEmpty || age > looksAtEmpty * emptyMilliseconds) return found;
    await delay(emptyMilliseconds);
  }
}

/** Reads many workspaces, some at a time. */
export async function readWorkspaces(
  folder: string,
  names: readonly string[],
): Promise<Map<string, AgentStatus | undefined>> {
  const statuses = await concurrently(names, readersAtATime, (name) =>
    readWorkspace(path.join(folder, name)),
  );
  return new Map(names.map((name, index) => [name, statuses[index]]));
}
