import type { SimpleGit } from 'simple-git';

/** A file of a commit by its content. */
export interface FileVersion {
  readonly path: string;
  readonly blob: string;
}

export interface ChangedFile {
  /** Null where the file is new. */
  readonly before: FileVersion | null;
  /** Null where the file is gone. */
  readonly after: FileVersion | null;
}

const submoduleMode = '160000';

/** Files that differ between two commits, renamed ones as one; all files of `to` where `from` is null. No submodules. */
export async function changedFiles(git: SimpleGit, from: string | null, to: string): Promise<ChangedFile[]> {
  const sides = from === null ? ['--root', to] : [from, to];
  const options = ['-r', '-z', '--raw', '--no-abbrev', '--find-renames', '--no-commit-id'];
  return parseChanges(await git.raw(['diff-tree', ...options, ...sides, '--']));
}

/** Records `:mode mode blob blob status`, then one path, or two where the status says renamed. */
function parseChanges(text: string): ChangedFile[] {
  const fields = text.split('\0');
  const changes: ChangedFile[] = [];
  for (let at = 0; at < fields.length; ) {
    const [oldMode, newMode, oldBlob = '', newBlob = '', status = ''] = (fields[at] ?? '')
      .slice(1)
      .split(' ');
    const [oldPath = '', newPath = oldPath] = fields.slice(at + 1, at + (/^[RC]/.test(status) ? 3 : 2));
    at += /^[RC]/.test(status) ? 3 : 2;
    if (status === '' || oldMode === submoduleMode || newMode === submoduleMode) continue;
    changes.push({
      before: status === 'A' ? null : { path: oldPath, blob: oldBlob },
      after: status === 'D' ? null : { path: newPath, blob: newBlob },
    });
  }
  return changes;
}
