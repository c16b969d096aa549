import type { BigIntStats } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file that changed later than this before now may change again without looking different. */
const settledMilliseconds = 1000;
const remoteHead = 'refs/remotes/origin/HEAD';
/** A loose ref is an object id and a line end. */
const looseSizes = new Set([41n, 65n]);

/**
 * What the files look like that say where the base stands: the same text means that it stands where it did, without a
 * process that asks git. Undefined where files do not tell: one has changed just now, or git keeps refs in another way.
 * @param commonFolder git's common folder
 * @param names further names that the base can have
 */
export async function baseRefFiles(
  commonFolder: string,
  names: readonly string[],
  now = Date.now(),
): Promise<string | undefined> {
  const remote = await remoteDefault(commonFolder);
  if (remote === undefined) return undefined;
  const all = ['main', 'master', ...remote, ...names];
  if (all.some((name) => name.split('/').some((part) => part === '..' || part === ''))) return undefined;
  const loose = all.flatMap((name) => [`refs/heads/${name}`, `refs/remotes/${name}`]);
  const files = ['reftable', 'packed-refs', remoteHead, ...loose];
  const states = await Promise.all(
    files.map((file) => lstat(path.join(commonFolder, file), { bigint: true }).catch(() => undefined)),
  );
  const isPlain = states.every(
    (state, index) => state === undefined || isPlainRef(files[index] ?? '', state),
  );
  const isSettled = states.every(
    (state) => state === undefined || changedAt(state) < now - settledMilliseconds,
  );
  return isPlain && isSettled ? JSON.stringify([files, states.map(looks)]) : undefined;
}

/** Names of the remote's default branch, none where it has none; undefined where it is no plain one. */
async function remoteDefault(commonFolder: string): Promise<string[] | undefined> {
  const text = await readFile(path.join(commonFolder, remoteHead), 'utf8').catch(() => '');
  if (text === '') return [];
  const name = /^ref: refs\/remotes\/origin\/(.+)\n$/.exec(text)?.[1];
  return name === undefined ? undefined : [name, `origin/${name}`];
}

function isPlainRef(file: string, { size }: BigIntStats): boolean {
  if (file === 'reftable') return false;
  // A ref that stands for another one says nothing of where that stands.
  return file === 'packed-refs' || file === remoteHead || looseSizes.has(size);
}

function changedAt({ mtimeMs, ctimeMs }: BigIntStats): bigint | number {
  return mtimeMs > ctimeMs ? mtimeMs : ctimeMs;
}

function looks(state: BigIntStats | undefined): string {
  return state === undefined ? '' : [state.ino, state.size, state.mtimeNs, state.ctimeNs].join(':');
}
