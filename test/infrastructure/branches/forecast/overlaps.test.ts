import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Overlap, Overlaps } from '../../../../server/protocol/overlaps.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround | undefined;

function lines(count: number, changed: Readonly<Record<number, string>> = {}, end = '\n'): string {
  return Array.from(
    { length: count },
    (_, index) => `${changed[index + 1] ?? `line ${index + 1}`}${end}`,
  ).join('');
}

/** Makes a branch of main with one commit that changes files; null deletes one. */
async function branch(name: string, files: Readonly<Record<string, string | Buffer | null>>): Promise<void> {
  example.git('checkout', '--quiet', '-b', name, 'main');
  await change(files);
  example.git('checkout', '--quiet', 'main');
}

async function change(files: Readonly<Record<string, string | Buffer | null>>): Promise<string> {
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(example.folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    if (content === null) example.git('rm', '--quiet', '--', file);
    else await writeFile(target, content);
  }
  example.git('add', '--all');
  example.git('commit', '--quiet', '--message', 'Change');
  return example.git('rev-parse', 'HEAD');
}

async function overlaps(at: string, file: string): Promise<Overlaps> {
  ground ??= await SubjectGround.start(example.folder);
  await ground.comparedBranches();
  return ground.call('overlaps', { query: { at, path: file, own: at } });
}

/** Branch and lines of each range, as `branch 3-5 ↔ 3-6`, with `!` where both sides changed them. */
function told({ branches }: Overlaps): string[] {
  return branches
    .flatMap(({ branch: name, kind, ranges }) =>
      kind === 'edits'
        ? ranges.map(({ here, there, both }) => `${name} ${span(here)} ↔ ${span(there)}${both ? ' !' : ''}`)
        : [`${name} ${kind}`],
    )
    .sort();
}

function span({ start, count }: Overlap['ranges'][number]['here']): string {
  return count === 0 ? `before ${start}` : `${start}-${start + count - 1}`;
}

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('app.py', lines(20));
});
afterEach(async () => {
  await ground?.close();
  ground = undefined;
  await example.remove();
});

describe('the lines that other branches change', () => {
  it('are those of the commit asked about, however far it has moved since', async () => {
    await branch('one', { 'app.py': lines(20, { 10: 'one\nmore' }) });
    await branch('cuts', { 'app.py': lines(20).replace('line 15\nline 16\n', '') });
    expect(told(await overlaps('main', 'app.py'))).toEqual(['cuts 15-16 ↔ before 15', 'one 10-10 ↔ 10-11']);
    await example.commit('app.py', `top\n${lines(20)}`);
    expect(told(await overlaps('HEAD', 'app.py'))).toEqual(['cuts 16-17 ↔ before 15', 'one 11-11 ↔ 10-11']);
  });

  it('say where both sides changed them, and leave out what both changed alike', async () => {
    await branch('same', { 'app.py': lines(20, { 5: 'ours' }) });
    await branch('other', { 'app.py': lines(20, { 5: 'theirs', 18: 'theirs' }) });
    await branch('beside', { 'app.py': lines(20, { 6: 'theirs' }) });
    await branch('mine', { 'app.py': lines(20, { 5: 'ours' }) });
    const found = await overlaps('mine', 'app.py');
    expect(told(found)).toEqual(['beside 5-6 ↔ 6-6 !', 'other 18-18 ↔ 18-18', 'other 5-5 ↔ 5-5 !']);
    expect(found.blob).toBe(example.git('rev-parse', 'mine:app.py'));
    const there = found.branches.find(({ branch: name }) => name === 'other')?.there;
    expect(there).toEqual({ path: 'app.py', blob: example.git('rev-parse', 'other:app.py') });
  });

  it('name neither a branch that only lags behind nor one that leaves the file alone', async () => {
    example.git('branch', 'behind');
    await branch('elsewhere', { 'other.py': 'x\n' });
    await example.commit('app.py', lines(20, { 3: 'main' }));
    expect(told(await overlaps('main', 'app.py'))).toEqual([]);
    expect(told(await overlaps('elsewhere', 'app.py'))).toEqual(['main 3-3 ↔ 3-3']);
  });

  it('are found under another name on either side', async () => {
    await branch('theirs', { 'app.py': null, 'moved/there.py': lines(20, { 4: 'theirs' }) });
    await branch('plain', { 'app.py': lines(20, { 8: 'plain' }) });
    await branch('ours', { 'app.py': null, 'here.py': lines(20, { 12: 'ours' }) });
    const found = await overlaps('ours', 'here.py');
    expect(told(found)).toEqual(['plain 8-8 ↔ 8-8', 'theirs 4-4 ↔ 4-4']);
    expect(found.branches.map(({ there }) => there?.path).sort()).toEqual(['app.py', 'moved/there.py']);
  });

  it('are none where a branch deletes the file, adds one of that name, or changes what is no text', async () => {
    await change({ 'picture.bin': Buffer.from([0, 1, 2]) });
    await branch('deletes', { 'app.py': null });
    await branch('adds', { 'new.py': lines(3) });
    await branch('paints', { 'picture.bin': Buffer.from([0, 1, 3]) });
    expect(told(await overlaps('main', 'app.py'))).toEqual(['deletes deletes']);
    expect(told(await overlaps('main', 'new.py'))).toEqual(['adds adds']);
    expect(told(await overlaps('main', 'picture.bin'))).toEqual(['paints whole']);
  });

  it('are those that differ where both sides added the file', async () => {
    await branch('one', { 'new.py': lines(5) });
    await branch('two', { 'new.py': lines(5, { 2: 'two' }) });
    expect(told(await overlaps('one', 'new.py'))).toEqual(['two 2-2 ↔ 2-2 !']);
  });

  it('are found in files with any name and with carriage returns', async () => {
    const file = 'a b/new\nline "quoted" ü.py';
    const latin = execFileSync('printf', ['caf\\351.py']).toString('latin1');
    await change({ [file]: lines(6, {}, '\r\n') });
    await branch('one', { [file]: lines(6, { 3: 'one' }, '\r\n') });
    expect(told(await overlaps('main', file))).toEqual(['one 3-3 ↔ 3-3']);
    expect(told(await overlaps('main', latin))).toEqual([]);
    expect(told(await overlaps('main', ':(glob)**'))).toEqual([]);
  });

  it('survive a branch that renames the file to a name that is no UTF-8', async () => {
    example.git('checkout', '--quiet', '-b', 'latin');
    const name = Buffer.from('caf\xe9.py', 'latin1');
    await writeFile(Buffer.concat([Buffer.from(`${example.folder}/`), name]), lines(20, { 7: 'latin' }));
    example.git('rm', '--quiet', 'app.py');
    example.git('add', '--all');
    example.git('commit', '--quiet', '--message', 'Rename');
    example.git('checkout', '--quiet', 'main');
    const found = await overlaps('main', 'app.py');
    expect(told(found)).toEqual(['latin 7-7 ↔ 7-7']);
    const blob = found.branches[0]?.there?.blob ?? '';
    expect(example.git('cat-file', 'blob', blob)).toContain('latin');
  });

  it('are found in 5,000 lines, of which the first ranges are named and the others counted', async () => {
    await change({ 'long.py': lines(5000) });
    const every = (step: number, text: string) =>
      lines(5000, Object.fromEntries(Array.from({ length: 5000 / step }, (_, i) => [i * step + 1, text])));
    await branch('one', { 'long.py': every(1000, 'one') });
    await branch('all', { 'long.py': every(2, 'all') });
    const { branches } = await overlaps('main', 'long.py');
    const by = Object.fromEntries(branches.map((overlap) => [overlap.branch, overlap]));
    expect(by['one']?.ranges.map(({ here }) => here.start)).toEqual([1, 1001, 2001, 3001, 4001]);
    expect([by['all']?.ranges.length, by['all']?.omitted]).toEqual([500, 2000]);
  });

  it('run no program that the repository names', async () => {
    const mark = path.join(example.folder, 'ran');
    example.git('config', 'diff.external', `touch ${mark}`);
    example.git('config', 'diff.x.textconv', `touch ${mark}; cat`);
    await change({ '.gitattributes': '* diff=x\n' });
    await branch('one', { 'app.py': lines(20, { 3: 'one' }) });
    example.git('config', 'diff.orderFile', '/none');
    example.git('config', 'color.ui', 'always');
    expect(told(await overlaps('main', 'app.py'))).toEqual(['one 3-3 ↔ 3-3']);
    expect(() => execFileSync('ls', [mark], { stdio: 'pipe' })).toThrow();
  });

  it('follow a branch that moves and one that goes', async () => {
    await branch('one', { 'app.py': lines(20, { 3: 'one' }) });
    expect(told(await overlaps('main', 'app.py'))).toEqual(['one 3-3 ↔ 3-3']);
    example.git('checkout', '--quiet', 'one');
    const commit = await example.commit('app.py', lines(20, { 9: 'one' }));
    await ground?.row('branches', 'one', (row) => row?.commit === commit);
    expect(told(await overlaps('main', 'app.py'))).toEqual(['one 9-9 ↔ 9-9']);
    example.git('checkout', '--quiet', 'main');
    example.git('branch', '--quiet', '-D', 'one');
    await ground?.row('branches', 'one', (row) => row === undefined);
    expect(told(await overlaps('main', 'app.py'))).toEqual([]);
  });

  it('are refused for a revision that is not there', async () => {
    await expect(overlaps('nowhere', 'app.py')).rejects.toMatchObject({ code: 'unknown-revision' });
    await expect(overlaps('0'.repeat(40), 'app.py')).rejects.toMatchObject({ code: 'unknown-revision' });
  });
});
