import type { PutOutReport } from '../../../protocol/queue.ts';
import type { TreeMerge } from '../../git/treeMerge.ts';
import { branchesThatTouch, type ConflictedMerge } from './conflictReport.ts';
import { shortReport } from './putOutReports.ts';
import type { QueueMember } from './queueState.ts';

const maximumFiles = 200;
const shownFiles = 3;
const shownHunks = 10;
const hunkCharacters = 600;

/** Files that both a branch and what it is merged onto changed since they parted. */
export async function filesOfBothSides(
  merge: TreeMerge,
  onto: string,
  { commit }: Pick<QueueMember, 'commit'>,
): Promise<string[]> {
  const changed = async (from: string, to: string) => {
    const range = ['diff', '--name-only', '--no-ext-diff', '--no-renames', '-z', `${from}...${to}`, '--'];
    return (await merge.run(range)).text.split('\0').filter((file) => file !== '');
  };
  const theirs = new Set(await changed(onto, commit));
  return theirs.size === 0 ? [] : (await changed(commit, onto)).filter((file) => theirs.has(file));
}

/** Tells the team what to look at: git may be able to merge it, but both sides changed the same files. */
export async function reviewReport(
  { merge, target, onto, member, others }: ConflictedMerge,
  files: readonly string[],
): Promise<PutOutReport> {
  const before = await branchesThatTouch(merge, onto, others, files);
  const more = files.length > shownFiles ? ` and ${files.length - shownFiles} more` : '';
  const { branch } = member;
  return {
    ...shortReport(
      'review-needed',
      `${branch} and ${target} both changed ${files.slice(0, shownFiles).join(', ')}${more}, and the team reviews that (conflictPolicy "manual-review"). When its lead or a member has looked at it: \`swarm branches enqueue ${branch} --reviewed\`.`,
    ),
    files: files.slice(0, maximumFiles),
    hunks: await hunksOf(merge, onto, member, files),
    order: before.length === 0 ? [] : [...before, branch],
  };
}

/** What the target did to each of the files since the branch left it. */
async function hunksOf(
  merge: TreeMerge,
  onto: string,
  { commit }: QueueMember,
  files: readonly string[],
): Promise<PutOutReport['hunks']> {
  const hunks: PutOutReport['hunks'] = [];
  for (const file of files.slice(0, shownHunks)) {
    const plain = ['--no-ext-diff', '--no-textconv', '--no-renames', '--no-color'];
    const range = ['diff', ...plain, `${commit}...${onto}`, '--', `:(literal)${file}`];
    const { text } = await merge.run(range);
    const start = text.indexOf('@@');
    if (start !== -1) hunks.push({ file, text: text.slice(start, start + hunkCharacters) });
  }
  return hunks;
}
