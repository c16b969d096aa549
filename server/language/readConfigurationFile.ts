import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { maximumConfigurationBytes } from '../protocol/configuration/configurationFileName.ts';

/**
 * The text of `swarm.json`; undefined where there is none.
 * @throws {Error} with a sentence, where there is something that cannot be read
 */
export async function readConfigurationFile(path: string): Promise<string | undefined> {
  // Not waiting on opening: a repository may hold a named pipe of this name, which would block until written.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(absent);
  if (file === undefined) return undefined;
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new Error(`${path} is not a file.`);
    if (status.size > maximumConfigurationBytes)
      throw new Error(`${path} is larger than ${maximumConfigurationBytes / 1e6} MB.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function absent(cause: NodeJS.ErrnoException): undefined {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined;
  throw cause;
}
