import { gitFailed } from '../../git/gitClient.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import type { LocatedConfiguration, Policy } from '../../protection/policy.ts';
import { PolicyReader } from '../../protection/policyReader.ts';
import { pathObstacle } from '../../protection/protectedPaths.ts';
import { actObstacle } from '../../protection/protection.ts';
import { writeFilter } from './refFilter.ts';

/** Who runs git where, and what counts where the base has committed no rules. */
export interface HookGround {
  readonly repository: Repository;
  readonly workTree: LocatedConfiguration;
  readonly actor: string;
}

interface BranchUpdate {
  readonly branch: string;
  /** Null where there is no branch before. */
  readonly from: string | null;
  /** Null where there is none afterwards. */
  readonly to: string | null;
  /** The local branch of that name has the commits, and a remote follows it. */
  readonly follows: boolean;
}

const heads = 'refs/heads/';

/**
 * Why a transaction may not happen, as sentences; none where it may. What the base is about to become is known to the
 * filter of the hook from then on.
 * @param input lines of the hook: old, new and ref
 */
export async function checkTransaction(ground: HookGround, input: string): Promise<string[]> {
  const { repository, workTree } = ground;
  const reader = new PolicyReader(repository);
  const policy = await reader.read(workTree);
  const updates: BranchUpdate[] = [];
  for (const [, to = '', ref = ''] of fieldsOf(input)) {
    if (!ref.startsWith(heads)) continue;
    // The old value that git tells is none where the caller did not care.
    const from = (await resolveCommit(repository.git, ref)) ?? null;
    const update = { branch: ref.slice(heads.length), from, to: isNone(to) ? null : to, follows: false };
    if (update.from !== update.to) updates.push(update);
  }
  const sentences = await obstacles(ground, policy, updates);
  const base = updates.find(({ branch }) => branch === policy.base);
  if (sentences.length === 0 && base?.to) {
    const next = await reader.readAt({ name: base.branch, commit: base.to }, workTree);
    await writeFilter(repository, [policy, next], base.to);
  }
  return sentences;
}

/**
 * Why a push may not happen, as sentences; none where it may.
 * @param input lines of the hook: local ref, local commit, remote ref, remote commit
 */
export async function checkPush(ground: HookGround, input: string): Promise<string[]> {
  const { repository, workTree } = ground;
  const policy = await new PolicyReader(repository).read(workTree);
  const updates: BranchUpdate[] = [];
  for (const [, local = '', ref = '', remote = ''] of fieldsOf(input)) {
    if (!ref.startsWith(heads)) continue;
    const follows = (await resolveCommit(repository.git, ref)) === local;
    const [from, to] = [remote, local].map((commit) => (isNone(commit) ? null : commit));
    updates.push({ branch: ref.slice(heads.length), from: from ?? null, to: to ?? null, follows });
  }
  return obstacles(ground, policy, updates);
}

function fieldsOf(input: string): string[][] {
  return input
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '));
}

function isNone(commit: string): boolean {
  return /^0*$/.test(commit);
}

async function obstacles(
  { repository, actor }: HookGround,
  policy: Policy,
  updates: readonly BranchUpdate[],
): Promise<string[]> {
  const sentences: string[] = [];
  for (const { branch, from, to, follows } of updates) {
    const action = to === null ? 'delete' : from === null ? 'create' : 'push';
    const mergeCommits = to === null ? false : { from, to };
    const act = { action, branch, actor, follows, mergeCommits } as const;
    const obstacle = await actObstacle(repository, policy, act);
    const isBase = branch === policy.base && from !== null && to !== null && !follows;
    const files = isBase ? await changedBetween(repository, from, to) : [];
    const incoming = { what: `This change of ${branch}`, actor, team: null, files };
    const sentence = obstacle?.message ?? pathObstacle(policy, incoming);
    if (sentence !== undefined) sentences.push(sentence);
  }
  return sentences;
}

async function changedBetween({ workTree }: Repository, from: string, to: string): Promise<string[]> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, to, '--'];
  const { text, complaint, succeeded } = await gitWithInput(workTree, args, '');
  if (!succeeded) throw gitFailed('tell what this changes', complaint);
  return text.split('\0').filter((file) => file !== '');
}
