import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';
import { Refusal } from '../../refusal.ts';

export interface AskedPush {
  readonly name: string;
  readonly remote: string;
  /** What the remote is believed to have; null where nothing. */
  readonly from: string | null;
  readonly to: string;
  readonly force: boolean;
}

/**
 * Lets a push pass that takes no commit away from the remote, or is meant to.
 * @throws {Refusal} `branch-moved`
 */
export async function decidePush(
  { workTree }: Repository,
  { name, remote, from, to, force }: AskedPush,
): Promise<void> {
  if (force || from === null) return;
  const { succeeded } = await gitWithInput(workTree, ['merge-base', '--is-ancestor', from, to], '');
  if (succeeded) return;
  const missing = await gitWithInput(workTree, ['rev-list', '--count', from, '--not', to], '');
  const count = missing.succeeded ? missing.text.trim() : 'some';
  throw new Refusal(
    'branch-moved',
    `${name} on ${remote} has ${count} commit${count === '1' ? '' : 's'} that the branch here has not; merge or rebase first, or push with force to replace them.`,
    { from, to },
  );
}
