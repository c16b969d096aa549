import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type ServiceFile, serviceFileName, serviceFileSchema } from '../protocol/serviceFile.ts';
import { privacyProblem } from './privacy.ts';

/** What reading the service file gave. */
export type ServiceFileReading =
  | { readonly state: 'present'; readonly file: ServiceFile }
  | { readonly state: 'absent' }
  /** It must not be used: not ours, not private, or not in its shape. */
  | { readonly state: 'unusable'; readonly why: string };

/** Writes the service file in one step: a reader sees the old one or the new one, and only its user sees any. */
export async function writeServiceFile(stateFolder: string, file: ServiceFile): Promise<void> {
  const target = path.join(stateFolder, serviceFileName);
  const temporary = `${target}.${process.pid}.tmp`;
  await rm(temporary, { force: true });
  // `wx` follows no link that somebody may have put there.
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(file, null, 1)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, target);
}

/** Reads the service file after a look at who owns it and who else may read it. */
export async function readServiceFile(stateFolder: string): Promise<ServiceFileReading> {
  const name = path.join(stateFolder, serviceFileName);
  try {
    const found = await lstat(name);
    if (!found.isFile()) return { state: 'unusable', why: `${name} is not a file; remove it.` };
    const problem = privacyProblem(name, found);
    if (problem) return { state: 'unusable', why: problem.sentence };
    const parsed = serviceFileSchema.safeParse(JSON.parse(await readFile(name, 'utf8')));
    if (parsed.success) return { state: 'present', file: parsed.data };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return { state: 'absent' };
    if (!(error instanceof SyntaxError))
      return {
        state: 'unusable',
        why: `${name} cannot be read: ${error instanceof Error ? error.message : error}.`,
      };
  }
  return { state: 'unusable', why: `${name} is damaged; remove it and start the service again.` };
}

/** Removes the service file where it still carries this token: a later service's file stays. */
export async function removeServiceFile(stateFolder: string, token: string): Promise<void> {
  const reading = await readServiceFile(stateFolder);
  if (reading.state === 'present' && reading.file.token === token)
    await rm(path.join(stateFolder, serviceFileName), { force: true });
}
