import { readdir } from 'node:fs/promises';

/** Names of the workspaces in a folder; none where there is no such folder. */
export async function listWorkspaces(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
