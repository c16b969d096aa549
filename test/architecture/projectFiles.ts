import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A source file of the project, with its path relative to the root and forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** Our own sources; fixtures and the example repository's files are input, not ours. */
export function projectFiles(...folders: readonly string[]): ProjectFile[] {
  return folders
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|cjs|mjs|js)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: path.relative(root, file).replaceAll(path.sep, '/') }))
    .filter((entry) => !/(^|\/)(fixtures|exampleRepository\/files)\//.test(entry.path))
    .map((entry) => ({ path: entry.path, text: readFileSync(entry.file, 'utf8') }));
}
