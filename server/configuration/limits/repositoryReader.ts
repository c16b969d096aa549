/** Reads files of a repository; paths are relative to its root, with forward slashes. Never throws. */
export interface RepositoryReader {
  /** Names in a folder, `''` for the root; none where there is no such folder. */
  list(folder: string): readonly string[];
  /** Undefined where there is no such file or it cannot be read. */
  read(path: string): string | undefined;
}
