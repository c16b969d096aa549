import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** The parser refuses more than a million characters; of four bytes each at most. */
const maximumBytes = 4_000_000;

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
    if (status.size > maximumBytes) throw new Error(`${path} has more than ${maximumBytes} bytes.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function absent(cause: NodeJS.ErrnoException): undefined {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined;
  throw cause;
}
