import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { folderWith, swarm } from '../../cli/recordedIo.ts';
import { makeRepository } from '../git/exampleRepository.ts';

/** Puts a folder of programs in the place of the PATH for the test. */
function withPath(folder: string): void {
  const before = process.env['PATH'];
  process.env['PATH'] = folder;
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
}

/** A folder whose `git` says that it is of this version, and does nothing else. */
async function programsWithGit(version: string): Promise<string> {
  const folder = path.join(folderWith({}), 'bin');
  await mkdir(folder);
  await writeFile(path.join(folder, 'git'), `#!/bin/sh\necho 'git version ${version}'\n`);
  await chmod(path.join(folder, 'git'), 0o755);
  return folder;
}

const missing = 'git was not found on the PATH; install git 2.39 or newer.';
const old = 'git 2.20 is too old; Swarm needs 2.39 or newer.';
const cases = [
  ['missing', () => folderWith({}), missing],
  ['too old', () => programsWithGit('2.20.1'), old],
] as const;

describe.each(cases)('git that is %s', (_, programs, sentence) => {
  it('keeps the service from starting, with a sentence', async () => {
    const example = await makeRepository();
    onTestFinished(() => example.remove());
    withPath(await programs());
    await expect(startService({ repository: example.folder, startSubjects })).rejects.toThrow(sentence);
  });

  it.each([
    [['list']],
    [['conflicts']],
    [['create', 'team', 'topic']],
    [['sync', 'a']],
    [['enqueue', 'a']],
    [['queue']],
    [['plan']],
    [['cleanup']],
    [['restore']],
  ])('is told by swarm branches %s', async (args) => {
    const example = await makeRepository();
    onTestFinished(() => example.remove());
    withPath(await programs());
    const { code, stdout, stderr } = await swarm(example.folder, ['branches', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
