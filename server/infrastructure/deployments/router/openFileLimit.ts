import { readFile } from 'node:fs/promises';

/** Files that the router needs besides connections: its own code, its log, its file, the service's questions. */
const reserved = 48;

/**
 * How many clients may be connected at once, so that there is a connection to a slot for each of them and the router can
 * still be told what to do. Node has raised the limit of open files as far as it may; where it cannot be read, none.
 */
export async function clientLimit(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const [, files] = /^Max open files +(\d+)/m.exec(limits) ?? [];
  return files === undefined ? Number.POSITIVE_INFINITY : clientsWith(Number(files));
}

function clientsWith(openFiles: number): number {
  return Math.max(1, Math.floor((openFiles - reserved) / 2));
}
