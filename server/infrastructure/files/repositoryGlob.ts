import { readdir } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { matcher } from '../../configuration/exclusion.ts';

/** A glob of files of the repository, taken apart: which folders must be read and watched for it. */
export interface RepositoryGlob {
  /** Folder that holds everything the glob can match, relative to the repository; `''` for its root. */
  readonly base: string;
  /** Number of folders below the base that can matter. */
  readonly depth: number;
  /** Whether a path relative to the repository matches. */
  matches(relative: string): boolean;
}

/** Folders that hold other people's files. */
const skipped = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__', 'dist', 'build']);
const maximumDepth = 12;
const maximumFiles = 2000;

/** Takes a glob apart; undefined where it would lead out of the repository, or can match nothing. */
export function repositoryGlob(glob: string): RepositoryGlob | undefined {
  const plain = glob.replace(/^\.\//, '');
  if (path.posix.isAbsolute(plain) || plain.split('/').includes('..') || plain.includes('\\'))
    return undefined;
  const [matches] = matcher(plain, false);
  if (!matches) return undefined;
  const { base: scanned, glob: pattern } = picomatch.scan(plain);
  // Without a pattern the base is the file itself.
  const base = pattern === '' ? path.posix.dirname(plain) : scanned;
  const depth = pattern.includes('**') ? maximumDepth : pattern.split('/').length - 1;
  return { base: base === '.' ? '' : base, depth: Math.max(0, depth), matches };
}

/** Whether a folder, relative to the base of the glob, can hold what the glob matches. */
export function mayLeadTo(glob: RepositoryGlob, below: string): boolean {
  const parts = below.split('/');
  return parts.length <= glob.depth && !parts.some((part) => skipped.has(part));
}

/** Paths of the files that the glob matches now, relative to the repository, in order. Links are not followed. */
export async function filesMatching(workTree: string, glob: RepositoryGlob): Promise<string[]> {
  const files: string[] = [];
  const visit = async (below: string): Promise<void> => {
    const folder = path.posix.join(glob.base, below);
    const entries = await readdir(path.join(workTree, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const relative = path.posix.join(folder, entry.name);
      if (entry.isFile() && glob.matches(relative) && !/\p{Cc}/u.test(relative)) files.push(relative);
      const next = path.posix.join(below, entry.name);
      if (entry.isDirectory() && mayLeadTo(glob, next) && files.length < maximumFiles) await visit(next);
    }
  };
  await visit('');
  return files.slice(0, maximumFiles).sort();
}
