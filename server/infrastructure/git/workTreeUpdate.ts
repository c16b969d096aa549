import { withoutForeignFilters } from './foreignFilters.ts';
import { gitFailed } from './gitClient.ts';
import { type GitOutput, gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

/** A work tree that is to be brought from one commit to another. */
export interface WorkTreeStep {
  readonly repository: Repository;
  readonly folder: string;
  readonly from: string;
  readonly to: string;
}

/** What keeps a work tree from being brought to another commit: changes that would be lost, or another git at work. */
export type WorkTreeObstacle = 'changed' | 'locked';

/**
 * Undefined where the index and the tracked files are as in `from`, and nothing that git does not know is in the way
 * of `to`.
 */
export async function workTreeObstacle(step: WorkTreeStep): Promise<WorkTreeObstacle | undefined> {
  const plain = ['--quiet', '--ignore-submodules=dirty'];
  await git(step, ['update-index', '-q', '--refresh']);
  for (const which of [['--cached'], []]) {
    const { succeeded } = await git(step, ['diff-index', ...plain, ...which, step.from, '--']);
    if (!succeeded) return 'changed';
  }
  const { succeeded, complaint } = await readTree(step, '--dry-run');
  if (succeeded) return undefined;
  return /index\.lock': File exists/.test(complaint) ? 'locked' : 'changed';
}

/**
 * Brings index and files to the other commit; HEAD is not touched.
 * @throws {Refusal} `git-failed` where a changed file is in the way
 */
export async function updateWorkTree(step: WorkTreeStep): Promise<void> {
  const { succeeded, complaint } = await readTree(step);
  if (!succeeded) throw gitFailed(`bring ${step.folder} up to date`, complaint);
}

function readTree(step: WorkTreeStep, ...options: string[]): Promise<GitOutput> {
  return git(step, ['read-tree', '-m', '-u', '--no-recurse-submodules', ...options, step.from, step.to]);
}

async function git({ repository, folder }: WorkTreeStep, args: readonly string[]): Promise<GitOutput> {
  return gitWithInput(folder, args, '', await withoutForeignFilters(repository.git));
}
