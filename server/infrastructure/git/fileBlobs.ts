import { gitWithInput } from './gitWithInput.ts';

/** A file of a commit. */
export interface FileOfCommit {
  readonly commit: string;
  readonly path: string;
}

/**
 * Object ids of the contents of files, in order; undefined where a commit has no such file.
 * @throws {Error} where git cannot be started
 */
export async function fileBlobs(
  folder: string,
  files: readonly FileOfCommit[],
): Promise<(string | undefined)[]> {
  const names = files.map(({ commit, path }) => `${commit}:${path}`);
  const check = ['cat-file', '-z', '--batch-check=%(objectname) %(objecttype)'];
  const { text } = await gitWithInput(folder, check, names.map((name) => `${name}\0`).join(''));
  return readAnswers(text, names);
}

/** The answer about what is missing repeats its name, which may hold line breaks. */
function readAnswers(text: string, names: readonly string[]): (string | undefined)[] {
  let at = 0;
  return names.map((name) => {
    const missing = `${name} missing\n`;
    if (text.startsWith(missing, at)) {
      at += missing.length;
      return undefined;
    }
    const end = text.indexOf('\n', at);
    const [id, kind] = end === -1 ? [] : text.slice(at, end).split(' ');
    at = end === -1 ? text.length : end + 1;
    return kind === 'blob' ? id : undefined;
  });
}
