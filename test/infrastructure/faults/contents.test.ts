import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueGround } from '../branches/mergeQueue/queueGround.ts';

let ground: QueueGround;

beforeEach(async () => {
  ground = await QueueGround.start();
  await ground.configure({}, [{ name: 'test', command: ['true'] }]);
});
afterEach(() => ground.close());

/** The line of an index for a file: its name may hold any byte. */
interface Entry {
  readonly name: string | Buffer;
  readonly text?: string;
  readonly mode?: string;
  readonly object?: string;
}

function fed(input: string | Buffer, ...args: string[]): string {
  return execFileSync('git', args, { cwd: ground.example.folder, input, encoding: 'utf8' }).trim();
}

/** Makes a branch whose only commit has exactly these files besides shared.txt. */
async function branchWith(name: string, entries: readonly Entry[], ...parents: string[]): Promise<string> {
  const { git } = ground.example;
  const shared = `100644 blob ${git('rev-parse', 'main:shared.txt')}\tshared.txt\0`;
  const lines = entries.map(({ name: file, text = '', mode = '100644', object }) =>
    Buffer.concat([
      Buffer.from(`${mode} ${mode === '160000' ? 'commit' : 'blob'} `),
      Buffer.from(`${object ?? fed(text, 'hash-object', '-w', '--stdin')}\t`),
      Buffer.from(file),
      Buffer.from('\0'),
    ]),
  );
  const tree = fed(Buffer.concat([Buffer.from(shared), ...lines]), 'mktree', '-z', '--missing');
  const from = (parents.length === 0 ? ['main'] : parents).flatMap((parent) => ['-p', parent]);
  const commit = git('commit-tree', tree, '-m', `Make ${name}`, ...from);
  git('update-ref', `refs/heads/${name}`, commit);
  await ground.subjects.row('branches', name, (row) => row?.commit === commit);
  return commit;
}

async function outcome(branch: string) {
  await ground.enqueue(branch);
  const { state, report } = await ground.finished(branch);
  return { state, cause: report?.cause, files: report?.files, message: report?.message };
}

/** Names of the files of main, byte for byte as Latin-1. */
function filesOfMain(): string[] {
  const options = { cwd: ground.example.folder, encoding: 'latin1' } as const;
  return execFileSync('git', ['ls-tree', '-r', '-z', '--name-only', 'main'], options)
    .split('\0')
    .slice(0, -1);
}

describe('the merge queue', () => {
  it('lands files whose names hold blanks, line breaks and bytes that are no text', async () => {
    const bytes = Buffer.from([0x6e, 0xe4, 0xff, 0x2e, 0x74]);
    await branchWith('odd', [{ name: 'a b\nc.txt' }, { name: '--all' }, { name: bytes }]);
    expect(await outcome('odd')).toMatchObject({ state: 'landed' });
    expect(filesOfMain()).toEqual(['--all', 'a b\nc.txt', bytes.toString('latin1'), 'shared.txt']);
  });

  it('names such files where they conflict', async () => {
    await branchWith('one', [{ name: 'a b\nc.txt', text: '1\n' }]);
    await branchWith('two', [{ name: 'a b\nc.txt', text: '2\n' }], 'main');
    await outcome('one');
    expect(await outcome('two')).toMatchObject({ cause: 'conflict', files: ['a b\nc.txt'] });
  });

  it('lands a rename that changes only the case of a name', async () => {
    await branchWith('lower', [{ name: 'readme.md', text: 'one\ntwo\nthree\n' }]);
    await outcome('lower');
    await branchWith('upper', [{ name: 'README.md', text: 'one\ntwo\nthree\n' }], 'main');
    expect(await outcome('upper')).toMatchObject({ state: 'landed' });
    expect(filesOfMain()).toEqual(['README.md', 'shared.txt']);
  });

  it('puts out what conflicts in the mode of a file, in a binary file or between file and folder', async () => {
    const start = await branchWith('start', [
      { name: 'tool', text: 'x\n' },
      { name: 'image', text: '\0a' },
    ]);
    await outcome('start');
    const shared = ['image', 'tool'] as const;
    const link = { name: shared[1], text: 'elsewhere', mode: '120000' };
    await branchWith(
      'mode',
      [
        { name: 'image', text: '\0b' },
        { name: 'tool', text: 'y\n' },
      ],
      start,
    );
    await branchWith('link', [{ name: 'image', text: '\0a' }, link], start);
    await branchWith(
      'binary',
      [
        { name: 'image', text: '\0c' },
        { name: 'tool', text: 'x\n' },
      ],
      start,
    );
    expect(await outcome('mode')).toMatchObject({ state: 'landed' });
    expect(await outcome('link')).toMatchObject({ cause: 'conflict' });
    expect(await outcome('binary')).toMatchObject({ cause: 'conflict', files: ['image'] });
    expect(ground.onMain('tool')).toBe('y');
  });

  it('lands a submodule without fetching it, and puts out two that point elsewhere', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((one) => one.repeat(40));
    const gitmodules = { name: '.gitmodules', text: '[submodule "sub"]\n\tpath = sub\n\turl = ./none\n' };
    const sub = (object = '') => [gitmodules, { name: 'sub', mode: '160000', object }];
    const start = await branchWith('start', sub(a));
    expect(await outcome('start')).toMatchObject({ state: 'landed' });
    await branchWith('one', sub(b), start);
    await branchWith('two', sub(c), start);
    expect(await outcome('one')).toMatchObject({ state: 'landed' });
    expect(await outcome('two')).toMatchObject({ cause: 'conflict', files: ['sub'] });
    expect(ground.example.git('rev-parse', 'main:sub')).toBe(b);
  });

  it('lands LFS pointers as they are, without running the filter that the repository names', async () => {
    const { git, folder } = ground.example;
    const ran = path.join(folder, '.git/ran');
    git('config', 'filter.lfs.smudge', `touch ${ran}; cat`);
    git('config', 'filter.lfs.clean', `touch ${ran}; cat`);
    git('config', 'filter.lfs.required', 'true');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`;
    await branchWith('lfs', [
      { name: '.gitattributes', text: '*.bin filter=lfs diff=lfs merge=lfs -text\n' },
      { name: 'a.bin', text: pointer },
    ]);
    expect(await outcome('lfs')).toMatchObject({ state: 'landed' });
    expect(`${ground.onMain('a.bin')}\n`).toBe(pointer);
    await ground.subjects.subjects.close();
    expect(existsSync(ran)).toBe(false);
  });

  it('merges a criss-cross history as git does', async () => {
    const { git } = ground.example;
    const left = await branchWith('left', [{ name: 'l', text: 'l\n' }]);
    const right = await branchWith('right', [{ name: 'r', text: 'r\n' }]);
    const both = [
      { name: 'l', text: 'l\n' },
      { name: 'r', text: 'r\n' },
    ];
    const crossed = await branchWith('crossed', [...both, { name: 'x', text: 'x\n' }], left, right);
    const back = await branchWith('back', [...both, { name: 'y', text: 'y\n' }], right, left);
    git('update-ref', 'refs/heads/main', crossed);
    expect(git('merge-base', '--all', crossed, back).split('\n')).toHaveLength(2);
    expect(await outcome('back')).toMatchObject({ state: 'landed' });
    expect(filesOfMain()).toEqual(['l', 'r', 'shared.txt', 'x', 'y']);
  });
});
