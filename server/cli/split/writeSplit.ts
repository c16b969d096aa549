import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SplitPlan } from '../../analysis/splitModule/splitPlan.ts';
import { FileNotReplaced, fileWithin, replaceFile } from '../../workspace/files/replaceFile.ts';
import { readingProblem } from '../../workspace/files/sourceReader.ts';
import { CommandError } from '../command.ts';

/** The file that is divided, as it was read. */
export interface SplitTarget {
  /** Absolute path of the folder that the paths of a plan are relative to. */
  readonly root: string;
  readonly file: string;
  readonly bytes: Buffer;
  /** The bytes of a text in the encoding of the file; undefined where it cannot hold it. */
  readonly bytesOf: (text: string) => Buffer | undefined;
}

/**
 * Writes the new files, then the original; where something goes wrong the new ones are taken away again.
 * @throws {CommandError} nothing has changed
 */
export async function writeSplit(
  { root, file, bytes, bytesOf }: SplitTarget,
  plan: SplitPlan,
): Promise<void> {
  const written: string[] = [];
  try {
    const original = await fileWithin(root, file);
    for (const { path: relative, text } of plan.files) {
      const part = path.join(root, relative);
      // No file is written over: one that came meanwhile stops the division.
      await writeFile(part, encoded(bytesOf, text), { flag: 'wx' });
      written.push(part);
    }
    await replaceFile(original, bytes, encoded(bytesOf, plan.original.text));
  } catch (error) {
    for (const each of written) await rm(each, { force: true });
    throw new CommandError(`${file} was not divided: ${readingProblem(error)}.`);
  }
}

function encoded(bytesOf: SplitTarget['bytesOf'], text: string): Buffer {
  const content = bytesOf(text);
  if (content === undefined) throw new FileNotReplaced('its encoding cannot hold the new text');
  return content;
}
