import path from 'node:path';
import { findBase } from '../../../infrastructure/git/baseBranch.ts';
import { withoutForeignFilters } from '../../../infrastructure/git/foreignFilters.ts';
import { gitMessage } from '../../../infrastructure/git/gitClient.ts';
import { gitWithInput } from '../../../infrastructure/git/gitWithInput.ts';
import { openRepository, type Repository } from '../../../infrastructure/git/repository.ts';
import { resolveCommit } from '../../../infrastructure/git/revision.ts';
import { Refusal } from '../../../infrastructure/refusal.ts';
import { CommandError } from '../../command.ts';
import { type ChangedLines, diffLines } from './diffLines.ts';

/** Of a file that git does not track: all of it is new. */
const everything: ChangedLines = { ranges: [[1, Number.MAX_SAFE_INTEGER]], grew: true };

/** What has changed since a branch left its base. */
export interface Changes {
  /** By absolute path. */
  readonly files: ReadonlyMap<string, ChangedLines>;
}

/**
 * The files that differ from where the present branch left its base: in commits, uncommitted and untracked.
 * @param base branch, tag or commit; undefined for the repository's base branch
 * @throws {CommandError} the folder is in no repository, or there is no such base
 */
export async function gitChanges(folder: string, base: string | undefined): Promise<Changes> {
  try {
    const repository = await openRepository(folder);
    const from = await forkPoint(repository, base);
    const environment = await withoutForeignFilters(repository.git);
    const run = async (...args: string[]) => {
      const { text, complaint, succeeded } = await gitWithInput(repository.workTree, args, '', environment);
      if (!succeeded) throw new CommandError(`check: git could not list changes: ${gitMessage(complaint)}.`);
      return text;
    };
    const diff = await run('diff', ...diffOptions, from, '--');
    const untracked = await run('ls-files', '--others', '--exclude-standard', '-z');
    const absolute = (file: string) => path.join(repository.workTree, file);
    return {
      files: new Map([
        ...[...diffLines(diff)].map(([file, lines]) => [absolute(file), lines] as const),
        ...untracked.split('\0').flatMap((file) => (file ? [[absolute(file), everything] as const] : [])),
      ]),
    };
  } catch (error) {
    if (error instanceof Refusal) throw new CommandError(`check --changed: ${error.message}`);
    throw error;
  }
}

const diffOptions = [
  '--unified=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--ignore-submodules',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--diff-filter=d',
];

async function forkPoint({ git }: Repository, base: string | undefined): Promise<string> {
  const commit = base === undefined ? await defaultBase(git) : await resolveCommit(git, base);
  if (commit === undefined) throw new CommandError(`check --changed: git knows no revision ${base}.`);
  const found = await git.raw(['merge-base', commit, 'HEAD']).catch(() => '');
  // Without a common ancestor everything the base does not have is a change.
  return found.trim().split('\n')[0] || commit;
}

async function defaultBase(git: Repository['git']): Promise<string> {
  const found = await findBase(git, undefined);
  if (found.base) return found.base.commit;
  throw new CommandError(`check --changed: ${found.why}. Name one: --changed=<branch>.`);
}
