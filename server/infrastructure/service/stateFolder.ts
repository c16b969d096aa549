import { chmod, lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { serviceFileName, stateFolderName } from '../../protocol/serviceFile.ts';
import { privacyProblem } from '../files/privacy.ts';
import { ServiceStartError } from './serviceStartError.ts';

/** The database of the event log in the state folder. */
export const eventsFileName = 'events.db';
/** How far that log went. */
export const headFileName = 'events.head';

/**
 * The folder of everything the service keeps, under git's common folder; made where it is missing, private to its user.
 * @throws {ServiceStartError} `state-folder` where it belongs to somebody else or cannot be made private
 */
export async function prepareStateFolder(commonFolder: string): Promise<string> {
  const folder = path.join(commonFolder, stateFolderName);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    let found = await lstat(folder);
    if (!found.isDirectory()) throw new ServiceStartError('state-folder', `${folder} is not a folder.`);
    if (privacyProblem(folder, found)?.reason === 'mode') {
      await chmod(folder, 0o700);
      found = await lstat(folder);
    }
    const problem = privacyProblem(folder, found);
    if (problem) throw new ServiceStartError('state-folder', problem.sentence);
    for (const name of [serviceFileName, eventsFileName]) await refuseForeignFile(path.join(folder, name));
    return folder;
  } catch (error) {
    if (error instanceof ServiceStartError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ServiceStartError('state-folder', `The folder ${folder} cannot be used: ${why}.`);
  }
}

/** Another user's file shows that the service once ran as that user: the log and the token would be that user's too. */
async function refuseForeignFile(name: string): Promise<void> {
  const found = await lstat(name).catch(() => undefined);
  if (!found) return;
  if (!found.isFile()) throw new ServiceStartError('state-folder', `${name} is not a file; remove it.`);
  const problem = privacyProblem(name, found);
  if (problem?.reason === 'owner') throw new ServiceStartError('state-folder', problem.sentence);
}

const unwritableCodes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

/** The sentence for a disk that takes nothing; undefined where something else is wrong. */
export function unwritableStateFolder(folder: string, error: unknown): ServiceStartError | undefined {
  if (!(error instanceof Error && 'code' in error && unwritableCodes.has(String(error.code))))
    return undefined;
  const why = error.message.replace(/^[A-Z]+: /, '').replace(/,.*$/s, '');
  return new ServiceStartError('state-folder', `The folder ${folder} cannot be written: ${why}.`, {
    cause: error,
  });
}
