import { Refusal } from '../refusal.ts';
import { gitMessage } from './gitClient.ts';
import { gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

/** What a ref must be and what it becomes; undefined where there must be, or will be, none. */
export interface RefChange {
  readonly ref: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * Changes refs together or not at all, each only where it still is what it must be.
 * @param reason for the reflog
 * @throws {Refusal} `git-failed`: a ref moved meanwhile, is locked, or the disk is full
 */
export async function changeRefs(
  repository: Repository,
  changes: readonly RefChange[],
  reason: string,
): Promise<void> {
  const { succeeded, complaint } = await gitWithInput(
    repository.workTree,
    ['update-ref', '--no-deref', '--create-reflog', '-m', reason, '--stdin', '-z'],
    changes.map(commandOf).join(''),
  );
  if (!succeeded) throw new Refusal('git-failed', sentenceOf(gitMessage(complaint)));
}

/** Instructions of `update-ref --stdin -z`. */
function commandOf({ ref, from, to }: RefChange): string {
  if (to === undefined) return `delete ${ref}\0${from ?? ''}\0`;
  return from === undefined ? `create ${ref}\0${to}\0` : `update ${ref}\0${to}\0${from}\0`;
}

function sentenceOf(message: string): string {
  const lock = /Unable to create '([^']+\.lock)': File exists/.exec(message)?.[1];
  if (lock !== undefined)
    return `Another git process holds ${lock}; try again when it has ended, or remove the file where none runs.`;
  if (/but expected|reference already exists/.test(message))
    return `A branch moved meanwhile, so nothing was changed: ${message}.`;
  return `git could not change the refs: ${message}.`;
}
