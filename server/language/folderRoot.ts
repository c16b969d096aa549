import path from 'node:path';
import { URI } from 'vscode-uri';
import { repositoryRoot } from '../workspace/repositoryRoot.ts';

/** The repository that a workspace folder lies in: what its files say about limits holds in the folder too. */
export interface FolderRoot {
  /** Address of the repository's root; the folder's own where it is in no repository. */
  readonly uri: string;
  /** Path of the root; undefined for a folder that is on no disk. */
  readonly path: string | undefined;
  /** What stands before a path relative to the folder to make it relative to the root: empty or `packages/a/`. */
  readonly prefix: string;
}

export function folderRoot(folder: string): FolderRoot {
  const uri = URI.parse(folder);
  if (uri.scheme !== 'file') return { uri: folder, path: undefined, prefix: '' };
  const root = repositoryRoot(uri.fsPath);
  const below = root === undefined ? '' : path.relative(root, uri.fsPath);
  if (root === undefined || below === '') return { uri: folder, path: uri.fsPath, prefix: '' };
  return { uri: URI.file(root).toString(), path: root, prefix: `${below.replaceAll(path.sep, '/')}/` };
}
