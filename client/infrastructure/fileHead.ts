import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from './gitProcess.ts';

/** Where a file stands in its repository. */
export interface FileHead {
  /** What all worktrees of the repository share; identifies it. */
  readonly commonDirectory: string;
  /** The commit that is checked out. */
  readonly commit: string;
  /** The branch that is checked out; undefined where HEAD is detached. */
  readonly branch: string | undefined;
  /** Relative to the root of its work tree, with forward slashes. */
  readonly path: string;
}

const branchPrefix = 'refs/heads/';

/** Asks git about a file's work tree; undefined where it is in none, or nothing is committed yet. */
export async function locateFile(file: string): Promise<FileHead | undefined> {
  const questions = ['--git-common-dir', 'HEAD', '--symbolic-full-name', 'HEAD', '--show-prefix'];
  const answer = await runGit(path.dirname(file), [
    'rev-parse',
    '--path-format=absolute',
    ...questions,
  ]).catch(() => '');
  // The folder comes last, as it may hold line breaks.
  const [commonDirectory = '', commit = '', name = '', ...folder] = answer.replace(/\n$/, '').split('\n');
  if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit)) return undefined;
  return {
    // As a window names it: git writes it with slashes, on Windows too.
    commonDirectory: await realpath(commonDirectory),
    commit,
    branch: name.startsWith(branchPrefix) ? name.slice(branchPrefix.length) : undefined,
    path: folder.join('\n') + path.basename(file),
  };
}
