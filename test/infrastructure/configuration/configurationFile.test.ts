import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationFile } from '../../../server/infrastructure/configuration/configurationFile.ts';
import { defaultConfiguration } from '../../../server/protocol/configuration/configuration.ts';

let folder: string;
let file: ConfigurationFile;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-configuration-'));
  target = path.join(folder, 'swarm.json');
});
afterEach(async () => {
  file.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  file = await ConfigurationFile.open(folder, (error) => expect.fail(error.message));
}

/** Resolves once the file is told to have changed and is as wanted. */
async function until(wanted: () => boolean): Promise<void> {
  const done = Promise.withResolvers<void>();
  const end = file.onChanged(() => wanted() && done.resolve());
  if (!wanted()) await done.promise;
  end();
}

describe('swarm.json', () => {
  it('is the defaults where it does not exist, and is in force as soon as it does, with comments', async () => {
    await open();
    expect(file.current).toEqual(defaultConfiguration());
    await writeFile(target, '{ // the base\n "base": "trunk" }');
    await until(() => file.current.base === 'trunk');
    await writeFile(`${target}.new`, '{ "base": "other" }');
    await rename(`${target}.new`, target);
    await until(() => file.current.base === 'other');
    await rm(target);
    await until(() => file.current.base === undefined);
  });

  it('keeps its last valid state in force while it is garbage, and says where the garbage is', async () => {
    await writeFile(target, '{ "base": "trunk" }');
    await open();
    await writeFile(target, '{\n  "base": 5\n}');
    await until(() => file.problems.length > 0);
    expect(file.current.base).toBe('trunk');
    expect(file.problems).toMatchObject([{ line: 2, message: expect.stringMatching(/\w/) }]);
    await writeFile(target, '{}');
    await until(() => file.problems.length === 0);
    expect(file.current.base).toBeUndefined();
  });

  it('says where a value stands that cannot be had, until it can, and keeps it in force', async () => {
    await writeFile(target, '{\n  "base": "trunk",\n  "router": "haproxy"\n}');
    await open();
    let told = 0;
    file.onChanged(() => {
      told += 1;
    });
    for (let time = 0; time < 2; time++) file.complain('router', 'It is not installed.');
    expect([told, file.problems]).toEqual([1, [{ line: 3, column: 13, message: 'It is not installed.' }]]);
    expect(file.current.router).toBe('haproxy');
    file.complain('router', null);
    expect([told, file.problems]).toEqual([2, []]);
  });

  it('is not read where it is a folder or too large', async () => {
    await mkdir(target);
    await open();
    expect(file.problems).toEqual([
      { line: 1, column: 1, message: 'swarm.json is not in force: it is not a regular file.' },
    ]);
    await rm(target, { recursive: true });
    await writeFile(target, ' '.repeat(1_000_001));
    await until(() => file.problems[0]?.message === 'swarm.json is not in force: it is larger than 1000 kB.');
  });
});
