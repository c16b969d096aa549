import type { CommandStore } from '../events/subject.ts';
import { changeRefs } from '../git/refTransaction.ts';
import type { Repository } from '../git/repository.ts';
import { branchSubject, keptBranchExpired } from './branchSubject.ts';

/** How long a deleted branch can be restored. */
const keptMilliseconds = 30 * 86_400_000;

/** A deleted branch whose commits are still kept. */
export interface KeptBranch {
  readonly ref: string;
  readonly name: string;
  readonly commit: string;
  readonly subject: string;
  /** ISO 8601 in UTC. */
  readonly deletedAt: string;
  readonly restorableUntil: string;
}

const prefix = 'refs/swarm/deleted/';

/** Ref that keeps a branch deleted at that time: refs may hold no colon. */
export function keptRef(name: string, deletedAt: string): string {
  return `${prefix}${deletedAt.replaceAll(':', '-')}/${name}`;
}

/** Until when a branch deleted at that time can be restored. */
export function restorableUntil(deletedAt: string): string {
  return new Date(Date.parse(deletedAt) + keptMilliseconds).toISOString();
}

/** Deleted branches that can be restored, the one deleted last first. */
export async function listKeptBranches(repository: Repository): Promise<KeptBranch[]> {
  const now = new Date().toISOString();
  return (await readKept(repository)).filter((kept) => kept.restorableUntil > now);
}

/** Removes what was kept long enough, and records it. A ref that another git holds is left for the next time. */
export async function expireKeptBranches(repository: Repository, commands: CommandStore): Promise<void> {
  const now = new Date().toISOString();
  for (const { ref, name, commit, deletedAt, restorableUntil: until } of await readKept(repository)) {
    if (until > now) continue;
    const removal = changeRefs(repository, [{ ref, from: commit, to: undefined }], 'swarm: kept for 30 days');
    const removed = await removal.then(
      () => true,
      () => false,
    );
    if (!removed) continue;
    await commands.execute(branchSubject, name, () => [keptBranchExpired(commit, deletedAt)], {
      actor: 'swarm',
    });
  }
}

async function readKept({ git }: Repository): Promise<KeptBranch[]> {
  const format = '--format=%(refname)%00%(objectname)%00%(contents:subject)';
  const text = await git.raw(['for-each-ref', '--sort=-refname', format, prefix]);
  return text.split('\n').flatMap((line) => {
    const [ref = '', commit = '', subject = ''] = line.split('\0');
    const [, day, hour, minute, second, name] =
      /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\/(.+)$/.exec(ref.slice(prefix.length)) ?? [];
    const deletedAt = `${day}${hour}:${minute}:${second}`;
    if (name === undefined || Number.isNaN(Date.parse(deletedAt))) return [];
    return [{ ref, name, commit, subject, deletedAt, restorableUntil: restorableUntil(deletedAt) }];
  });
}
