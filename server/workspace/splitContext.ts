import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkspaceFacts } from '../analysis/laziness/workspaceFacts.ts';
import type { SplitContext } from '../analysis/splitModule/splitPlan.ts';

const mostNeighbours = 30;

/**
 * What the files around a module say about splitting it.
 * @param root absolute path of the folder that paths are relative to
 * @param file relative to it
 * @param facts what the other files say of a module of Python; undefined where nobody knows
 */
export async function splitContext(
  root: string,
  file: string,
  facts: WorkspaceFacts | undefined,
): Promise<SplitContext> {
  return {
    exists: (relative) => existsSync(path.join(root, relative)),
    patched: facts?.patched,
    importedByLastName: facts?.importedByLastName,
    runsDoctests: facts?.runsDoctests,
    importExtension: /\.[cm]?[jt]sx?$/.test(file)
      ? await usualExtension(path.join(root, path.dirname(file)))
      : undefined,
  };
}

/** What relative imports of the scripts in a folder end in; undefined where none of them has one. */
async function usualExtension(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => /\.[cm]?[jt]sx?$/.test(each)).slice(0, mostNeighbours)) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
    const specifier = /^(?:import|export)\b[^'";]*\bfrom\s*['"](\.\.?\/[^'"]*)['"]/m.exec(text)?.[1];
    if (specifier !== undefined) return /\.[cm]?[jt]sx?$/.exec(specifier)?.[0] ?? '';
  }
  return undefined;
}
