import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import {
  decodeStatus,
  encodingProblem,
  type StatusEncoding,
} from '../../analysis/agentStatus/statusEncoding.ts';
import { FileNotReplaced, replaceFile } from '../files/replaceFile.ts';

/** The largest status file that is read or written. */
const maximumBytes = 1_000_000;
/** An agent that writes all the time is in the middle of something: asking again soon finds it in the same. */
const attempts = 5;
// Without NONBLOCK opening a pipe would wait for somebody to write into it.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The present content of a status file. */
export interface StatusContent {
  readonly bytes: Buffer;
  readonly text: string;
  readonly encoding: StatusEncoding;
}

/**
 * Reads the status file of an agent.
 * @throws {FileNotReplaced} it is no regular file, too large, or lies outside of the folder
 */
export async function readStatusFile(folder: string, file: string): Promise<StatusContent> {
  const [root, real] = await Promise.all([realpath(folder), realpath(file)]);
  if (!real.startsWith(root + path.sep)) throw new FileNotReplaced('it leads out of the repository');
  const handle = await open(real, openFlags);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new FileNotReplaced('it is no regular file');
    if (found.size > maximumBytes) throw new FileNotReplaced(`it is larger than ${maximumBytes / 1000} kB`);
    const bytes = await handle.readFile();
    return { bytes, ...decodeStatus(bytes) };
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a status file in one step by what is made of its text; what others write meanwhile is read again, never
 * lost. Gives whether anything was different.
 * @param change the new text; a sentence as `refused` where there is none
 * @throws {FileNotReplaced} with that sentence, or why it cannot be written
 */
export async function changeStatusFile(
  folder: string,
  file: string,
  change: (content: StatusContent) => { readonly text: string } | { readonly refused: string },
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const content = await readStatusFile(folder, file);
    const changed = change(content);
    if ('refused' in changed) throw new FileNotReplaced(changed.refused);
    const bytes = Buffer.from(changed.text, 'utf8');
    if (bytes.equals(content.bytes)) return false;
    try {
      await replaceFile(await realpath(file), content.bytes, bytes);
      return true;
    } catch (error) {
      if (!(error instanceof FileNotReplaced) || attempt === attempts) throw error;
    }
  }
}

/** Why a file that is no UTF-8 is not changed in its own style; undefined where it is. */
export function foreignEncoding({ encoding }: StatusContent): string | undefined {
  const problem = encodingProblem(encoding);
  return problem === undefined ? undefined : `The file cannot be changed: ${problem}. Mend it first.`;
}
