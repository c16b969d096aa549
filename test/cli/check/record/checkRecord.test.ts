import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPaths } from '../../../../server/cli/check/checkPaths.ts';
import type { CheckOutput } from '../../../../server/cli/check/record/checkOutput.ts';
import { CheckRecord } from '../../../../server/cli/check/record/checkRecord.ts';
import { InputLog } from '../../../../server/workspace/inputs/inputLog.ts';
import { folderWith, lines } from '../../recordedIo.ts';

const output: CheckOutput = { code: 1, stderr: 'é\n', stdout: ['first ', ' last\n'] };

const files = {
  'repo/.git/info/exclude': '*.tmp.py\n',
  'repo/.gitignore': '/build/\n',
  'repo/swarm.json':
    '{ "v2": { "exemptions": [{ "files": ["src/b.py", "build/d.py"], "rules": ["file-too-long"], "reason": "old" }] } }',
  'repo/pyproject.toml': '[tool.pylint.format]\nmax-module-lines = 200\n',
  'repo/docs/guide.md': 'text\n',
  'repo/src/a.py': `import pkg.c\n${lines(300)}`,
  'repo/src/b.py': lines(400),
  'repo/src/deep/.gitignore': 'x.py\n',
  'repo/src/deep/c.ts': 'export {};\n',
  'repo/pkg/c.py': 'import torch\n',
  'repo/build/d.py': lines(400),
};

interface Ground {
  readonly folder: string;
  readonly record: CheckRecord;
}

/** Checks paths as if the files had been written long before, and keeps what the check depends on. */
async function checked(...paths: string[]): Promise<Ground> {
  const folder = folderWith(files);
  const log = new InputLog(Date.now() + 60_000);
  const cwd = path.join(folder, 'repo');
  const io = {
    cwd,
    env: {},
    isTty: false,
    isErrorTty: false,
    stdout: { write: String },
    stderr: { write: String },
  };
  const baseline = { file: undefined, write: false };
  await checkPaths(
    { paths, rules: undefined, cached: true, changedSince: undefined, explained: false, baseline },
    io,
    log,
  );
  const record = new CheckRecord(path.join(folder, 'cache'), 'key', '1');
  const { inputs } = log;
  if (!inputs) throw new Error('it is not known what the check depends on');
  record.save(inputs, output);
  return { folder, record };
}

const write = (name: string, text: string) => (folder: string) => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const changes: Readonly<Record<string, (folder: string) => void>> = {
  'a file that changes': write('repo/src/a.py', 'import json\n'),
  'a file of the same size that changes': write('repo/src/deep/c.ts', 'export [];\n'),
  'a new file': write('repo/src/deep/new.py', ''),
  'a new folder': (folder) => mkdirSync(path.join(folder, 'repo/src/new')),
  'a file that goes': (folder) => rmSync(path.join(folder, 'repo/src/deep/c.ts')),
  'a file of another name': (folder) =>
    renameSync(path.join(folder, 'repo/src/b.py'), path.join(folder, 'repo/src/b2.py')),
  'a file that may be read no more': (folder) => chmodSync(path.join(folder, 'repo/src/b.py'), 0),
  'a configuration that changes': write('repo/swarm.json', '{}'),
  'limits of another tool that change': write('repo/pyproject.toml', ''),
  'limits of another tool that come': write('repo/.eslintrc.json', '{}'),
  'a .gitignore that changes': write('repo/.gitignore', '/bin/\n'),
  'a .gitignore that changes further down': write('repo/src/deep/.gitignore', ''),
  'a .gitignore that comes': write('repo/src/.gitignore', 'a.py\n'),
  'excludes of the repository that change': write('repo/.git/info/exclude', ''),
  'an exempted file that is ignored and changes': write('repo/build/d.py', 'x = 1\n'),
  'a baseline that comes': write('repo/.swarm-baseline.json', '{}'),
};

describe('the record of a check', () => {
  it('gives the output again as long as nothing changes', async () => {
    const { folder, record } = await checked('.');
    expect(record.recall()).toEqual(output);
    // Git writes there all the time, and what is ignored is nobody's business.
    write('repo/.git/index', '')(folder);
    write('repo/build/e.py', lines(400))(folder);
    write('repo/docs/guide.md', 'more text\n')(folder);
    expect(record.recall()).toEqual(output);
  });

  it.each(Object.entries(changes))('gives nothing after %s', async (_, change) => {
    const { folder, record } = await checked('.');
    change(folder);
    expect(record.recall()).toBeUndefined();
  });

  it('depends on the files that a part of a repository leads to', async () => {
    const { folder, record } = await checked('src');
    expect(record.recall()).toEqual(output);
    write('repo/pkg/c.py', 'import json\n')(folder);
    expect(record.recall()).toBeUndefined();
  });

  it.each(['swarm.json', '.git/HEAD'])(
    'gives nothing where the repository begins somewhere else since: %s',
    async (name) => {
      const { folder, record } = await checked('src/deep');
      write(`repo/src/${name}`, '{}')(folder);
      expect(record.recall()).toBeUndefined();
    },
  );

  it('gives nothing for another version or another key', async () => {
    const { folder } = await checked('.');
    const cache = path.join(folder, 'cache');
    expect(new CheckRecord(cache, 'key', '2').recall()).toBeUndefined();
    expect(new CheckRecord(cache, 'other', '1').recall()).toBeUndefined();
  });

  it('gives nothing where it is damaged at any byte, or cut short', async () => {
    const { folder, record } = await checked('src/deep');
    const file = path.join(folder, 'cache', readdirSync(path.join(folder, 'cache'))[0] ?? '');
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      expect(record.recall()).toBeUndefined();
      writeFileSync(file, whole.subarray(0, at));
      expect(record.recall()).toBeUndefined();
    }
    writeFileSync(file, whole);
    expect(record.recall()).toEqual(output);
  });
});
