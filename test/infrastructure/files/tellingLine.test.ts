import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellingLineOf } from '../../../server/infrastructure/files/fileEnd.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-telling-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function tellingLine(output: string): Promise<string | undefined> {
  const file = path.join(folder, 'output.log');
  await writeFile(file, output);
  return tellingLineOf(file);
}

function outputOf(program: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return stdout + stderr;
}

describe('the line that tells how a program ended', () => {
  it('is the error, of real programs that throw', async () => {
    expect(await tellingLine(outputOf(process.execPath, '-e', 'require("./nowhere")'))).toBe(
      "Error: Cannot find module './nowhere'",
    );
    expect(await tellingLine(outputOf(process.execPath, '-e', 'throw new TypeError("no")'))).toBe(
      'TypeError: no',
    );
    expect(await tellingLine(outputOf('python3', '-c', 'import nowhere'))).toBe(
      "ModuleNotFoundError: No module named 'nowhere'",
    );
  });

  it('is the last one that says something, of others', async () => {
    expect(await tellingLine('Error: tried again\nlicense has expired\n\n')).toBe('license has expired');
    expect(
      await tellingLine(
        'npm error missing script: build\nnpm error A complete log of this run can be found in: x\n',
      ),
    ).toBe('npm error missing script: build');
    const crash =
      '#\n# Fatal process out of memory: no CodeRange\n#\n----- Native stack trace -----\n\n 1: 0x9dde61  [node]\n';
    expect(await tellingLine(crash)).toBe('Fatal process out of memory: no CodeRange');
    expect(await tellingLine('}\n\n')).toBeUndefined();
    expect(await tellingLineOf(path.join(folder, 'absent'))).toBeUndefined();
  });
});
