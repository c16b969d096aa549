import path from 'node:path';
import type { FileAccess } from '../inputs/fileAccess.ts';

/** The rules of `info/exclude` of the repository at a root: those of a worktree stand in the repository it belongs to. */
export function localExcludes(root: string, files: FileAccess): string | undefined {
  const folder = gitFolder(root, files);
  const common = files.read(path.join(folder, 'commondir'))?.trim();
  return files.read(path.join(common ? path.resolve(folder, common) : folder, 'info/exclude'));
}

/** `.git` is a folder, or in worktrees and submodules a file that names one. */
function gitFolder(root: string, files: FileAccess): string {
  const entry = path.join(root, '.git');
  const named = /^gitdir: (.+)$/m.exec(fileText(entry, files) ?? '')?.[1];
  return named === undefined ? entry : path.resolve(root, named.trim());
}

function fileText(file: string, files: FileAccess): string | undefined {
  try {
    return files.read(file);
  } catch {
    return undefined;
  }
}
