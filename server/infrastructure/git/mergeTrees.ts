import { GitUnanswered, gitMessage } from './gitClient.ts';
import { gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

/** Two commits by full object id. */
export interface MergePair {
  readonly base: string;
  readonly tip: string;
}

/** A merge that git carried out. */
export interface MergedTree {
  readonly clean: boolean;
  readonly tree: string;
  /** Files that conflict, as they are called in the tree. */
  readonly files: readonly string[];
}

/** Why there are not more merges where git has said nothing. */
export const endedEarly = 'git was ended before it had finished';

/** What merges write is thrown away: compressing it would cost more than the merges. */
const uncompressed = ['-c', 'core.looseCompression=0'];

/**
 * Merges pairs in one process, in order, as far as git comes.
 * @param environment of a folder for what merges write
 * @returns the merges, and why there are not more
 */
export async function mergeTrees(
  repository: Repository,
  pairs: readonly MergePair[],
  environment: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<{ readonly merges: readonly MergedTree[]; readonly failure: string }> {
  const answer = await gitWithInput(
    repository.workTree,
    [...uncompressed, 'merge-tree', '--write-tree', '--stdin', '-z', '--name-only', '--no-messages'],
    pairs.map(({ base, tip }) => `${base} ${tip}\n`).join(''),
    environment,
    signal,
  ).catch(nothingWhereEnded);
  const { text, complaint } = answer;
  return { merges: parseMerges(text), failure: complaint === '' ? endedEarly : gitMessage(complaint) };
}

/** A merge that ended by force costs its own pair only. */
function nothingWhereEnded(error: unknown): { text: string; complaint: string } {
  if (error instanceof GitUnanswered) return { text: '', complaint: '' };
  throw error;
}

/** The name of a file that git calls `file~<commit>`, because a folder stands in its way. */
export function ownName(file: string, pair: MergePair | undefined): string {
  const suffix = pair && [`~${pair.base}`, `~${pair.tip}`].find((one) => file.endsWith(one));
  return suffix === undefined ? file : file.slice(0, -suffix.length);
}

/** Records of `merge-tree --stdin -z --name-only --no-messages`: status, tree, conflicted files, an empty field. */
function parseMerges(text: string): MergedTree[] {
  const merges: MergedTree[] = [];
  const fields = text.split('\0');
  let at = 0;
  for (;;) {
    const end = fields.indexOf('', at + 2);
    // The last field is what follows the last separator, so a complete record ends before it.
    if (end === -1 || end >= fields.length - 1) return merges;
    merges.push({
      clean: fields[at] === '1',
      tree: fields[at + 1] ?? '',
      files: fields.slice(at + 2, end),
    });
    at = end + 1;
  }
}
