import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type ServiceFile,
  serviceFileName,
  serviceFileSchema,
  stateFolderName,
} from '../../server/protocol/serviceFile.ts';
import { ServiceUnavailable } from './connectionState.ts';

/**
 * Reads the address and token that the running service left; undefined where there is none or half a one.
 * @param commonDirectory git's common directory of the repository
 * @throws {ServiceUnavailable} `foreign-file`: another user's, or readable or writable by others
 */
export async function readServiceFile(commonDirectory: string): Promise<ServiceFile | undefined> {
  const file = path.join(commonDirectory, stateFolderName, serviceFileName);
  const facts = await stat(file).catch(absent);
  if (!facts) return undefined;
  // Windows has neither owners nor modes in this form; there the user's profile folder protects the file.
  if (process.getuid) checkPrivate(file, facts, process.getuid());
  const text = await readFile(file, 'utf8').catch(absent);
  return text === undefined ? undefined : parse(text);
}

function checkPrivate(file: string, facts: { uid: number; mode: number }, user: number): void {
  if (facts.uid !== user) {
    throw new ServiceUnavailable(
      'foreign-file',
      `Another user (id ${facts.uid}) owns the service file, so it is not used. Ask them to stop their service, or remove ${file}`,
    );
  }
  if ((facts.mode & 0o077) !== 0) {
    throw new ServiceUnavailable(
      'foreign-file',
      `Other users can read the service file, so it is not used. Remove it and restart the service: ${file}`,
    );
  }
}

function parse(text: string): ServiceFile | undefined {
  try {
    const file = serviceFileSchema.parse(JSON.parse(text));
    return isLoopback(new URL(file.address)) ? file : undefined;
  } catch {
    return undefined;
  }
}

function isLoopback(url: URL): boolean {
  return url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
}

function absent(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw new ServiceUnavailable('foreign-file', `The service file cannot be read (${String(code)}).`, {
    cause: error,
  });
}
