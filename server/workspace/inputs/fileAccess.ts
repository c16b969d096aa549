import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { readSmallFile } from '../files/readSmallFile.ts';

/** What a run asks of the file system, so that it can be noted what its result depends on. Paths are absolute. */
export interface FileAccess {
  /** @throws {Error} as `readSmallFile` does */
  read(file: string): string | undefined;
  /** @throws {Error} there is no such folder, or it cannot be listed */
  list(folder: string): Dirent[];
  isThere(path: string): boolean;
  /** Called before something is looked at or read in another way. */
  note(path: string): void;
}

/** Asks the file system and notes nothing. */
export const plainFiles: FileAccess = {
  read: readSmallFile,
  list: (folder) => readdirSync(folder, { withFileTypes: true }),
  isThere: existsSync,
  note: () => undefined,
};
