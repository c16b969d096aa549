import { maximumComparedFiles } from '../../protocol/branchContent.ts';
import {
  type CommitComparison,
  type ComparedCommit,
  maximumComparedCommits,
} from '../../protocol/commitComparison.ts';
import { changedFiles } from '../git/changedFiles.ts';
import { divergence } from '../git/divergence.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import { Refusal } from '../refusal.ts';

/**
 * What is different where one commit takes the place of another: the commits that come and go, the files that differ.
 * @throws {Refusal} `not-found`
 */
export async function compareCommits(
  { git }: Repository,
  revisions: { readonly from: string; readonly to: string },
): Promise<CommitComparison> {
  const [from, to] = await Promise.all(
    [revisions.from, revisions.to].map(async (revision) => {
      const commit = await resolveCommit(git, revision);
      if (commit !== undefined) return commit;
      throw new Refusal('not-found', `There is no revision ${JSON.stringify(revision)}.`);
    }),
  );
  if (from === undefined || to === undefined) throw new Error('two revisions give two commits');
  const format = '--format=%H%x00%P%x00%an%x00%cI%x00%s';
  const range = ['log', `--max-count=${maximumComparedCommits}`, '--no-show-signature', format];
  const [text, { ahead, behind }, files] = await Promise.all([
    from === to ? '' : git.raw([...range, to, '--not', from, '--']),
    divergence(git, from, to),
    changedFiles(git, from, to),
  ]);
  return {
    from,
    to,
    commits: text.split('\n').flatMap(parseCommit),
    ahead,
    behind,
    files: files.slice(0, maximumComparedFiles),
    omitted: Math.max(0, files.length - maximumComparedFiles),
  };
}

function parseCommit(line: string): ComparedCommit[] {
  const [commit = '', parents = '', author = '', date = '', ...subject] = line.split('\0');
  if (commit === '') return [];
  const parent = parents.split(' ')[0] || null;
  return [{ commit, parent, author, subject: subject.join('\0'), committedAt: new Date(date).toISOString() }];
}
