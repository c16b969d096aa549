import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBase } from '../../../server/infrastructure/git/baseBranch.ts';
import { GitUnanswered, gitClient } from '../../../server/infrastructure/git/gitClient.ts';
import { gitWithInput } from '../../../server/infrastructure/git/gitWithInput.ts';
import { resolveCommit } from '../../../server/infrastructure/git/revision.ts';

let folder: string;
let before: string | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-git-client-'));
  before = process.env['PATH'];
  process.env['PATH'] = `${folder}:${before}`;
});
afterEach(async () => {
  process.env['PATH'] = before;
  await rm(folder, { recursive: true });
});

/** Puts a program in the place of git. */
async function pretend(script: string): Promise<void> {
  await writeFile(path.join(folder, 'git'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(folder, 'git'), 0o755);
}

const commit = 'a'.repeat(40);

it('an answer that is there only after git has ended is not cut off, as it would be where the machine is busy', async () => {
  await pretend(`(sleep 0.3; echo ${commit}) &`);
  expect(await gitClient(folder).raw(['rev-parse', 'HEAD'])).toBe(`${commit}\n`);
});

describe('a git that is ended by force', () => {
  beforeEach(() => pretend(`echo ${commit}; kill -9 $$`));

  it('has given no answer, whatever it has printed', async () => {
    await expect(gitClient(folder).raw(['for-each-ref'])).rejects.toThrow('before it had answered');
    await expect(gitWithInput(folder, ['diff'], '')).rejects.toThrow(GitUnanswered);
  });

  it('is not taken for one that says that there is no such branch', async () => {
    await expect(resolveCommit(gitClient(folder), 'refs/heads/main')).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringContaining('try again'),
    });
    await expect(findBase(gitClient(folder), undefined)).rejects.toThrow(GitUnanswered);
  });
});

it('a git that says no in silence is an answer', async () => {
  await pretend('exit 1');
  expect(await resolveCommit(gitClient(folder), 'refs/heads/main')).toBeUndefined();
});
