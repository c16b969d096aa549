import type { Blob } from '../../protocol/branchContent.ts';
import { Refusal } from '../refusal.ts';
import { gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

const maximumBytes = 5 * 1024 * 1024;
/** Git itself calls a file binary by what it has this early. */
const lookedAtBytes = 8000;

/**
 * The text of a file as git keeps it, or why there is none.
 * @throws {Refusal} `not-found`
 */
export async function blobText({ workTree }: Repository, blob: string): Promise<Blob> {
  const check = await gitWithInput(workTree, ['cat-file', '--batch-check'], `${blob}\n`);
  const size = / blob (\d+)\n$/.exec(check.text)?.[1];
  if (size === undefined) throw new Refusal('not-found', `There is no file content ${blob}.`);
  const bytes = Number(size);
  const without = (why: string): Blob => ({ blob, bytes, text: null, why });
  if (bytes > maximumBytes) return without(`The file has ${bytes} bytes, too many to be shown.`);
  const content = (await gitWithInput(workTree, ['cat-file', 'blob', blob], '')).bytes;
  if (content.subarray(0, lookedAtBytes).includes(0))
    return without(`The file is binary and has ${bytes} bytes.`);
  return { blob, bytes, text: content.toString('utf8'), why: null };
}
