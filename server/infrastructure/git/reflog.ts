import { gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

/**
 * Whether a ref that is there has been moved to a commit for such a reason since it was made.
 * @param reason as it was given when it was moved
 */
export async function hasMovedTo(
  { workTree }: Repository,
  ref: string,
  commit: string,
  reason: RegExp,
): Promise<boolean> {
  const args = ['log', '--walk-reflogs', '--no-show-signature', '--format=%H %gs', ref, '--'];
  const { text } = await gitWithInput(workTree, args, '');
  return text.split('\n').some((line) => line.startsWith(`${commit} `) && reason.test(line));
}
