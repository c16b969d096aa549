import { lstat, open, readFile, rm } from 'node:fs/promises';
import { renameOver } from '../../workspace/files/renameOver.ts';
import { privacyProblem } from './privacy.ts';

/** What reading a private file gave. */
export type PrivateReading =
  | { readonly state: 'present'; readonly text: string }
  | { readonly state: 'absent' }
  /** It must not be used: not ours or not private. */
  | { readonly state: 'unusable'; readonly why: string };

/** Writes a file in one step: a reader sees the old one or the new one, and only its user sees any. */
export async function writePrivateFile(target: string, text: string): Promise<void> {
  const temporary = `${target}.${process.pid}.tmp`;
  await rm(temporary, { force: true });
  // `wx` follows no link that somebody may have put there.
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renameOver(temporary, target);
}

/** Reads a file after a look at who owns it and who else may read it. */
export async function readPrivateFile(name: string): Promise<PrivateReading> {
  try {
    const found = await lstat(name);
    if (!found.isFile()) return { state: 'unusable', why: `${name} is not a file; remove it.` };
    const problem = privacyProblem(name, found);
    if (problem) return { state: 'unusable', why: problem.sentence };
    return { state: 'present', text: await readFile(name, 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return { state: 'absent' };
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'unusable', why: `${name} cannot be read: ${why}.` };
  }
}
