import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BatchResult,
  batchResult,
} from '../../../../server/infrastructure/branches/mergeQueue/batchResult.ts';
import type { QueueMember } from '../../../../server/infrastructure/branches/mergeQueue/queueState.ts';
import { openRepository, type Repository } from '../../../../server/infrastructure/git/repository.ts';
import { TreeMerge } from '../../../../server/infrastructure/git/treeMerge.ts';
import type { MergePolicy } from '../../../../server/protocol/configuration/mergeQueueConfiguration.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';

type Files = Readonly<Record<string, string>>;

let example: ExampleRepository;
let repository: Repository;
let scratch: string;

beforeAll(async () => {
  example = await makeRepository();
  await example.commit('first.txt', 'first\n');
  repository = await openRepository(example.folder);
  scratch = await mkdtemp(path.join(tmpdir(), 'swarm-queue-'));
});
afterAll(async () => {
  await example.remove();
  await rm(scratch, { recursive: true });
});

function fed(input: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: example.folder, input, encoding: 'utf8' }).trim();
}

/** A commit with exactly these files. */
function commitOf(files: Files, ...parents: string[]): string {
  const blobs = Object.entries(files).map(([name, text]) => {
    return `100644 blob ${fed(text, 'hash-object', '-w', '--stdin')}\t${name}\n`;
  });
  const tree = fed(blobs.join(''), 'mktree');
  return example.git('commit-tree', tree, '-m', 'x', ...parents.flatMap((parent) => ['-p', parent]));
}

function member(commit: string, index: number, policy: MergePolicy): QueueMember {
  return {
    id: String(index),
    branch: `branch-${index}`,
    commit,
    policy,
    team: null,
    priority: 'normal',
    review: false,
    state: 'queued',
    actor: 'ada',
    enqueuedAt: '',
    since: '',
    overtaken: 0,
    expedited: 0,
    landed: null,
    report: null,
  };
}

async function merged(onto: string, batch: readonly QueueMember[]): Promise<BatchResult> {
  const merge = await TreeMerge.open(repository, onto, scratch);
  const committer = { name: 'Swarm', email: 'swarm@localhost' };
  try {
    return await batchResult({ merge, target: 'main', onto, committer, batch, queue: batch });
  } finally {
    await merge.close();
  }
}

function filesOf(commit: string): Files {
  const names = example.git('ls-tree', '--name-only', commit).split('\n');
  return Object.fromEntries(names.map((name) => [name, fed('', 'cat-file', 'blob', `${commit}:${name}`)]));
}

const text = fc
  .array(fc.constantFrom('alpha', 'beta', 'gamma', '=======', 'delta'), { minLength: 1, maxLength: 8 })
  .map((lines) => `${lines.join('\n')}\n`);
const files = fc.record({ 'a.txt': text, 'b.txt': text });
const policies = fc.constantFrom<MergePolicy>('merge', 'squash', 'rebase');

describe('the result of a batch', () => {
  it('holds no conflict marker, whatever the branches change', async () => {
    const property = fc.asyncProperty(
      files,
      fc.array(fc.tuple(files, policies), { minLength: 1, maxLength: 3 }),
      async (start, branches) => {
        const onto = commitOf(start);
        const batch = branches.map(([content, policy], index) =>
          member(commitOf(content, onto), index, policy),
        );
        const { result, putOut } = await merged(onto, batch);
        for (const content of Object.values(result ? filesOf(result.commit) : {}))
          expect(content).not.toMatch(/^(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)/m);
        for (const { report } of putOut) expect(report.cause).toBe('nothing-to-land');
        if (result) expect(example.git('rev-parse', `${result.commit}^{tree}`)).toBe(result.tree);
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it('keeps text that looks like a marker and is the content of a file', async () => {
    const marked = '<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\n';
    const onto = commitOf({ 'a.txt': 'a\n' });
    const { result } = await merged(onto, [
      member(commitOf({ 'a.txt': 'a\n', 'm.md': marked }, onto), 1, 'merge'),
    ]);
    expect(filesOf(result?.commit ?? '')['m.md']).toBe(marked.trim());
  });

  it.each(['merge', 'squash', 'rebase'] as const)(
    'puts a conflict out under the policy %s: of content, of a file that one side deleted, and of binary files',
    async (policy) => {
      const cases: readonly (readonly [Files, Files, Files])[] = [
        [{ f: '1\n' }, { f: '2\n' }, { f: '3\n' }],
        [{ f: '1\n', g: 'g\n' }, { g: 'g\n' }, { f: '3\n', g: 'g\n' }],
        [{ f: '\0\n' }, { f: '\0\u0001' }, { f: '\0\u0002' }],
      ];
      for (const [base, ours, theirs] of cases) {
        const from = commitOf(base);
        const onto = commitOf(ours, from);
        const { result, putOut } = await merged(onto, [member(commitOf(theirs, from), 1, policy)]);
        expect(result).toBeUndefined();
        expect(putOut[0]?.report).toMatchObject({ cause: 'conflict', files: ['f'] });
      }
    },
  );

  it('follows a rebase whose steps conflict though the whole would merge, and one that would lose a merge', async () => {
    const base = commitOf({ f: '1\n' });
    const onto = commitOf({ f: '2\n' }, base);
    const back = commitOf({ f: '1\n', g: 'g\n' }, commitOf({ f: '3\n' }, base));
    expect((await merged(onto, [member(back, 1, 'merge')])).result).toBeDefined();
    expect((await merged(onto, [member(back, 1, 'rebase')])).putOut[0]?.report.cause).toBe('conflict');
    const side = commitOf({ f: '1\n', s: 's\n' }, base);
    const evil = commitOf({ f: '1\n', s: 's\n', e: 'evil\n' }, base, side);
    const { putOut } = await merged(base, [member(evil, 1, 'rebase')]);
    expect(putOut[0]?.report).toMatchObject({
      cause: 'not-mergeable',
      message: expect.stringContaining('merge commits with changes of their own'),
    });
  });
});
