import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is in a folder: paths below it, folders before what they hold. */
export interface FolderCopy {
  readonly folders: readonly string[];
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
}

/** Reads a folder of small files. */
export function readFolder(folder: string): FolderCopy {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    entry,
    name: path.relative(folder, path.join(entry.parentPath, entry.name)),
  }));
  const names = (isWanted: (one: (typeof entries)[number]) => boolean) =>
    entries.filter(isWanted).map(({ name }) => name);
  return {
    folders: names(({ entry }) => entry.isDirectory()).sort(),
    files: names(({ entry }) => entry.isFile()).map((name) => ({
      name,
      content: readFileSync(path.join(folder, name)),
    })),
  };
}

/** Writes it into another folder, which is there already. */
export function writeFolder(folder: string, { folders, files }: FolderCopy): void {
  for (const name of folders) mkdirSync(path.join(folder, name), { recursive: true });
  for (const { name, content } of files) writeFileSync(path.join(folder, name), content);
}
