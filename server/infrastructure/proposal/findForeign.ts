import path from 'node:path';
import { looksLikeDeployments } from '../../configuration/import/importDeployments.ts';
import { isTooDeep } from '../files/jsonProblem.ts';
import { readBounded } from '../files/readBounded.ts';
import type { Repository } from '../git/repository.ts';

const maximumBytes = 1_000_000;
/** More files of such names are not looked into. */
const enough = 40;
const likelyName = /(deploy|release|environment|blue[-_]?green|rollout)[^/]*\.json$/i;

/** A file of the repository that looks like a blue-green configuration; undefined where none does. */
export async function findForeign({ git, workTree }: Repository): Promise<string | undefined> {
  const listed = await git.raw(['ls-files', '-z', '--', '*.json']).catch(() => '');
  const likely = listed.split('\0').filter((name) => likelyName.test(name));
  for (const name of likely.slice(0, enough)) {
    const found = await readBounded(path.join(workTree, name), maximumBytes);
    if (found?.text !== undefined && looksLikeDeployments(parsedJson(found.text))) return name;
  }
  return undefined;
}

/** The value of a JSON text; undefined where it is none, or nested too deeply to be read. */
export function parsedJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
