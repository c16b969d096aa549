import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Branch } from '../../protocol/branches.ts';
import { gitMessage } from './gitClient.ts';
import { gitWithInput } from './gitWithInput.ts';
import { mergeEnvironment } from './mergeEnvironment.ts';
import type { Repository } from './repository.ts';

export type MergeOutcome = Branch['conflict'];

/** Two commits by full object id. */
export interface MergePair {
  readonly base: string;
  readonly tip: string;
}

/**
 * Outcome of each merge, in order, without a work tree, an index or a new object in the repository: what the merges
 * write goes to a folder under `scratch` that is removed. That folder is the git folder of the merges, so that no
 * configuration of the repository, and none of its merge drivers, has a say; files with a driver merge as text.
 */
export async function forecastMerges(
  repository: Repository,
  pairs: readonly MergePair[],
  scratch: string,
): Promise<MergeOutcome[]> {
  const folder = await mkdtemp(path.join(scratch, 'merge-'));
  try {
    const environment = await mergeEnvironment(repository, folder, pairs[0]?.base ?? '');
    const outcomes: MergeOutcome[] = [];
    while (outcomes.length < pairs.length) {
      const rest = pairs.slice(outcomes.length);
      const { complete, failure } = await runBatch(repository, rest, environment);
      outcomes.push(...complete);
      // Git ends at the first pair it cannot merge at all; the pairs after it go to the next process.
      if (complete.length < rest.length) outcomes.push({ state: 'unknown', why: failure });
    }
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface BatchResult {
  readonly complete: MergeOutcome[];
  readonly failure: string;
}

async function runBatch(
  repository: Repository,
  pairs: readonly MergePair[],
  environment: Readonly<Record<string, string>>,
): Promise<BatchResult> {
  const { text, complaint } = await gitWithInput(
    repository.workTree,
    ['merge-tree', '--write-tree', '--stdin', '-z', '--name-only', '--no-messages'],
    pairs.map(({ base, tip }) => `${base} ${tip}\n`).join(''),
    environment,
  );
  return { complete: parseOutcomes(text), failure: gitMessage(complaint) };
}

/** Records of `merge-tree --stdin -z --name-only --no-messages`: status, tree, conflicted files, an empty field. */
export function parseOutcomes(text: string): MergeOutcome[] {
  const outcomes: MergeOutcome[] = [];
  const fields = text.split('\0');
  let at = 0;
  for (;;) {
    const end = fields.indexOf('', at + 2);
    // The last field is what follows the last separator, so a complete record ends before it.
    if (end === -1 || end >= fields.length - 1) return outcomes;
    const files = fields.slice(at + 2, end);
    outcomes.push(fields[at] === '1' ? { state: 'none' } : { state: 'conflict', files });
    at = end + 1;
  }
}
