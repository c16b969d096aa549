import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userGit } from '../../../client/infrastructure/gitProcess.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';

let example: ExampleRepository;
beforeEach(async () => {
  example = await makeRepository();
  await example.commit('a.py', '1\n');
  example.git('branch', 'other');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await example.remove();
});

const switchTo = (branch: string) => userGit(example.folder, ['switch', '--no-guess', '--', branch]);
const current = () => example.git('branch', '--show-current');

async function hook(name: string, script: string): Promise<void> {
  const file = path.join(example.folder, '.git/hooks', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

describe("git in the user's work tree", () => {
  it('switches with hooks that write without measure, ask something or leave a program behind', async () => {
    await hook('post-checkout', 'yes | head -c 3000000 >&2; read answer; sleep 2 &');
    await switchTo('other');
    expect(current()).toBe('other');
    expect(example.git('status', '--porcelain')).toBe('');
  });

  it('gives what a hook or git complains of as one line, although a program was left behind', async () => {
    await hook('post-checkout', 'sleep 2 & echo "hint: try harder" >&2; echo "No lint found" >&2; exit 3');
    await expect(switchTo('other')).rejects.toThrow(/^Switched to branch 'other' No lint found$/);
    await expect(switchTo('nowhere')).rejects.toThrow(/^invalid reference: nowhere$/);
  });

  it('says that git is missing, or the folder', async () => {
    vi.stubEnv('PATH', path.join(example.folder, 'empty'));
    await expect(switchTo('other')).rejects.toThrow('git was not found on the PATH.');
    await rm(example.folder, { recursive: true });
    await expect(switchTo('other')).rejects.toThrow(`The folder ${example.folder} is gone.`);
  });

  it('asks the repository of the folder, whatever GIT_DIR says', async () => {
    vi.stubEnv('GIT_DIR', '/nowhere');
    await switchTo('other');
    expect(current()).toBe('other');
  });
});
