import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommitGraph } from '../../../server/infrastructure/git/commitGraph.ts';
import { divergence } from '../../../server/infrastructure/git/divergence.ts';
import { openRepository } from '../../../server/infrastructure/git/repository.ts';
import { makeRepository } from './exampleRepository.ts';

/** Commits whose parents are earlier ones; each becomes the branch `b<number>`. */
const history = fc
  .array(fc.array(fc.nat({ max: 1000 }), { maxLength: 3 }), { minLength: 25, maxLength: 40 })
  .map((commits) =>
    commits.map((parents, index) => [...new Set(parents.map((parent) => parent % Math.max(1, index)))]),
  );

function fastImport(commits: readonly (readonly number[])[]): string {
  return commits
    .map((parents, index) => {
      const [from, ...merges] = index === 0 ? [] : parents;
      const lines = [
        ...(from === undefined ? [] : [`from :${from + 1}`]),
        ...merges.map((merge) => `merge :${merge + 1}`),
      ];
      const head = `reset refs/heads/b${index}\ncommit refs/heads/b${index}\nmark :${index + 1}\n`;
      return `${head}committer Ada <a@b> ${1_700_000_000 + (index % 7)} +0000\ndata 0\n${lines.map((line) => `${line}\n`).join('')}\n`;
    })
    .join('');
}

describe('the commit graph', () => {
  it('counts commits ahead and behind as git does, whatever the history', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (commits) => {
        const example = await makeRepository();
        execFileSync('git', ['fast-import', '--quiet'], { cwd: example.folder, input: fastImport(commits) });
        const { git, workTree } = await openRepository(example.folder);
        const tips = commits.map((_, index) => example.git('rev-parse', `b${index}`));
        const base = tips.at(-1) ?? '';
        const graph = await CommitGraph.read(workTree, tips);
        const expected = new Map(
          await Promise.all(tips.map(async (tip) => [tip, await divergence(git, base, tip)] as const)),
        );
        expect(await graph?.divergences(base, tips)).toEqual(expected);
        await example.remove();
      }),
      { numRuns: 5 },
    );
  });

  it('is not there where a tip is no commit', async () => {
    const example = await makeRepository();
    expect(await CommitGraph.read(example.folder, ['0'.repeat(40)])).toBeUndefined();
    await example.remove();
  });
});
