import path from 'node:path';
import { readSmallFile } from './readSmallFile.ts';

/** The rules of `info/exclude` of the repository at a root: those of a worktree stand in the repository it belongs to. */
export function localExcludes(root: string): string | undefined {
  const folder = gitFolder(root);
  const common = readSmallFile(path.join(folder, 'commondir'))?.trim();
  return readSmallFile(path.join(common ? path.resolve(folder, common) : folder, 'info/exclude'));
}

/** `.git` is a folder, or in worktrees and submodules a file that names one. */
function gitFolder(root: string): string {
  const entry = path.join(root, '.git');
  const named = /^gitdir: (.+)$/m.exec(fileText(entry) ?? '')?.[1];
  return named === undefined ? entry : path.resolve(root, named.trim());
}

function fileText(file: string): string | undefined {
  try {
    return readSmallFile(file);
  } catch {
    return undefined;
  }
}
