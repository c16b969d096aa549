import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { UnusableReport } from './reports/reportContent.ts';

const maximumFolders = 20_000;
const maximumFiles = 5000;
/** Never searched for what a `*` stands for. */
const leftOut = new Set(['.git', 'node_modules']);

/**
 * The files of a work tree that the path of a report stands for: that one, or all there are where it has a `*` (any part
 * of a name) or `**` (any folders). Links are not followed.
 * @throws {UnusableReport} too many
 */
export async function reportPaths(tree: string, written: string): Promise<string[]> {
  if (!written.includes('*')) return [written];
  const search = new Search(tree);
  await search.visit('', written.split('/'));
  return [...search.found].sort();
}

class Search {
  readonly found = new Set<string>();
  readonly #tree: string;
  #folders = 0;

  constructor(tree: string) {
    this.#tree = tree;
  }

  /** Looks in a folder for what the rest of the path stands for. */
  async visit(folder: string, [first = '', ...rest]: readonly string[]): Promise<void> {
    if (!first.includes('*') && rest.length > 0) return this.visit(path.posix.join(folder, first), rest);
    const entries = await this.#entries(folder);
    if (first === '**' && rest.length > 0) await this.visit(folder, rest);
    for (const entry of entries) {
      const place = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) await this.#descend(place, entry.name, first, rest);
      else if (rest.length === 0 && matches(first, entry.name)) this.#keep(place);
    }
  }

  async #descend(place: string, name: string, first: string, rest: readonly string[]): Promise<void> {
    if (leftOut.has(name)) return;
    if (first === '**') await this.visit(place, [first, ...rest]);
    else if (rest.length > 0 && matches(first, name)) await this.visit(place, rest);
  }

  async #entries(folder: string): Promise<Dirent[]> {
    this.#folders++;
    if (this.#folders > maximumFolders)
      throw new UnusableReport(`is looked for in more than ${maximumFolders} folders`);
    return readdir(path.join(this.#tree, folder), { withFileTypes: true }).catch(() => []);
  }

  #keep(place: string): void {
    this.found.add(place);
    if (this.found.size > maximumFiles)
      throw new UnusableReport(`stands for more than ${maximumFiles} files`);
  }
}

/** Whether a name is what a pattern with `*` stands for: its parts in their order, without going back. */
function matches(pattern: string, name: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let from = head.length;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at === -1 || at + part.length > name.length - tail.length) return false;
    from = at + part.length;
  }
  return true;
}
