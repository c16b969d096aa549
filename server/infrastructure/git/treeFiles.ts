import { gitWithInput } from './gitWithInput.ts';

const maximumBytes = 512 * 1024;

/**
 * Contents of files of a tree by their path, byte for byte as Latin-1; of what is no file, is missing or is larger than
 * half a megabyte there is none.
 * @param environment in which git sees the tree
 */
export async function readTreeFiles(
  folder: string,
  tree: string,
  paths: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Map<string, string>> {
  // Git's answer about a file that is missing holds its name: one with a line break would be two answers.
  const named = paths.filter((path) => !path.includes('\n'));
  const names = (some: readonly string[]) => some.map((path) => `${tree}:${path}\0`).join('');
  const check = ['cat-file', '-z', '--batch-check=%(objecttype) %(objectsize)'];
  const kinds = (await gitWithInput(folder, check, names(named), environment)).text.split('\n');
  const readable = named.filter((_, index) => isSmallFile(kinds[index] ?? ''));
  const { bytes } = await gitWithInput(folder, ['cat-file', '-z', '--batch'], names(readable), environment);
  const contents = parseContents(bytes);
  return new Map(readable.flatMap((path, index) => namedContent(path, contents[index])));
}

function isSmallFile(kind: string): boolean {
  const size = /^blob (\d+)$/.exec(kind)?.[1];
  return size !== undefined && Number(size) <= maximumBytes;
}

/** Records of `cat-file --batch`: a line that ends with the size, the content, a line break. */
function parseContents(bytes: Buffer): string[] {
  const contents: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    const size = Number(bytes.toString('latin1', at, end).split(' ').at(-1));
    // Anything else than a size is an answer that the question before had not foreseen.
    if (end === -1 || !Number.isInteger(size)) return contents;
    contents.push(bytes.toString('latin1', end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return contents;
}

function namedContent(path: string, content: string | undefined): [string, string][] {
  return content === undefined ? [] : [[path, content]];
}
