import type { PutOutReport } from '../../../protocol/queue.ts';
import type { TreeMerge, TreeMergeOutcome } from '../../git/treeMerge.ts';
import { shortReport } from './putOutReports.ts';
import type { QueueMember } from './queueState.ts';

const maximumFiles = 10;
const maximumHunks = 20;
const hunkCharacters = 600;
const maximumDetails = 20;

export interface ConflictedMerge {
  readonly merge: TreeMerge;
  readonly target: string;
  readonly onto: string;
  readonly member: QueueMember;
  /** The other branches of the queue, in its order. */
  readonly others: readonly QueueMember[];
}

/** What keeps a branch from being merged with its target, and which branches should land before it is mended. */
export async function conflictReport(
  { merge, target, onto, member, others }: ConflictedMerge,
  conflict: Extract<TreeMergeOutcome, { kind: 'conflict' }>,
): Promise<PutOutReport> {
  const { files, details, markedTree } = conflict;
  const before = await branchesThatTouch(merge, onto, others, files);
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  const first = before.length === 0 ? '' : ` ${before.join(', ')} changes the same files: let it land first.`;
  return {
    ...shortReport(
      'conflict',
      `${member.branch} conflicts with ${target} in ${files[0] ?? 'a file'}${more}. Merge ${target} into it, resolve the conflict and enqueue it again.${first}`,
    ),
    files: files.slice(0, 200),
    details: details.slice(0, maximumDetails).map((line) => line.slice(0, 300)),
    hunks: await hunksOf(merge, markedTree, files, { ours: target, theirs: member.branch }),
    order: before.length === 0 ? [] : [...before, member.branch],
  };
}

/** The branches that change one of the files, in their order. */
export async function branchesThatTouch(
  merge: TreeMerge,
  onto: string,
  others: readonly QueueMember[],
  files: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const { branch, commit } of others) {
    const { text } = await merge.run(['diff', '--name-only', '--no-renames', '-z', `${onto}...${commit}`]);
    if (text.split('\0').some((file) => files.includes(file))) found.push(branch);
  }
  return found;
}

async function hunksOf(
  merge: TreeMerge,
  tree: string,
  files: readonly string[],
  sides: MergeSides,
): Promise<PutOutReport['hunks']> {
  const hunks: PutOutReport['hunks'] = [];
  for (const file of files.slice(0, maximumFiles)) {
    const { text, succeeded } = await merge.run(['cat-file', 'blob', `${tree}:${file}`]);
    if (!succeeded || text.includes('\0')) continue;
    hunks.push(...markedHunks(text, sides).map((hunk) => ({ file, text: hunk.slice(0, hunkCharacters) })));
    if (hunks.length >= maximumHunks) break;
  }
  return hunks.slice(0, maximumHunks);
}

interface MergeSides {
  readonly ours: string;
  readonly theirs: string;
}

/** The parts of a text between git's conflict markers, markers included; they name the branches instead of commits. */
function markedHunks(text: string, { ours, theirs }: MergeSides): string[] {
  const hunks: string[] = [];
  let open: string[] | undefined;
  for (const line of text.split('\n')) {
    const ends = line.startsWith('>>>>>>> ');
    if (line.startsWith('<<<<<<< ')) open = [`<<<<<<< ${ours}`];
    else open?.push(ends ? `>>>>>>> ${theirs}` : line);
    if (!ends || !open) continue;
    hunks.push(open.join('\n'));
    open = undefined;
  }
  return hunks;
}
