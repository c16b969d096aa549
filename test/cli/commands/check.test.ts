import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckReport, checkReportSchema } from '../../../server/protocol/checkReport.ts';
import { folderWith, lines, swarm } from '../recordedIo.ts';

async function report(cwd: string, ...args: string[]): Promise<CheckReport> {
  const { stdout } = await swarm(cwd, ['check', '--format', 'json', ...args]);
  return checkReportSchema.parse(JSON.parse(stdout));
}

async function paths(cwd: string, ...args: string[]): Promise<string[]> {
  return (await report(cwd, ...args)).findings.map((finding) => finding.path);
}

describe('swarm check', () => {
  it('exits 0 where there is nothing to find and 1 where there is', async () => {
    expect((await swarm(folderWith({ 'a.py': lines(300) }), ['check'])).code).toBe(0);
    expect((await swarm(folderWith({ 'a.py': lines(301) }), ['check'])).code).toBe(1);
    expect(await swarm(folderWith({}), ['check'])).toMatchObject({
      code: 0,
      stdout: 'No findings in 0 files, 0 lines.\n',
    });
  });

  it('fails only on the severity that is asked for', async () => {
    const folder = folderWith({ 'a.py': lines(351) });
    const codeOn = async (severity: string) => (await swarm(folder, ['check', '--fail-on', severity])).code;
    expect([await codeOn('minor'), await codeOn('major'), await codeOn('critical')]).toEqual([1, 1, 0]);
  });

  it('tells and counts what the rules find that are asked for, and fails for nothing else', async () => {
    const folder = folderWith({ 'a.py': `import torch\n${lines(300)}`, 'b.py': lines(301) });
    const heavy = await report(folder, '--rule', 'heavy-import');
    expect(heavy.findings.map(({ path, rule }) => [path, rule])).toEqual([['a.py', 'heavy-import']]);
    expect(heavy.summary).toMatchObject({ findings: 1, major: 1, minor: 0, files: 2 });
    expect((await report(folder, '--rule', 'heavy-import', '--rule=file-too-long')).findings).toHaveLength(3);
    expect(await swarm(folder, ['check', '--rule', 'too-complex'])).toMatchObject({
      code: 0,
      stdout: 'No findings in 2 files, 602 lines.\n',
    });
  });

  it('refuses a rule that there is not, and a baseline of some rules alone', async () => {
    const folder = folderWith({ 'a.py': lines(301) });
    expect(await swarm(folder, ['check', '--rule', 'heavy-imports'])).toMatchObject({
      code: 2,
      stderr: 'swarm: check: there is no rule heavy-imports. Did you mean heavy-import?\n',
    });
    const baseline = await swarm(folder, ['check', '--rule', 'heavy-import', '--write-baseline']);
    expect(baseline).toMatchObject({ code: 2, stdout: '' });
    expect(baseline.stderr).toContain('leave --rule out');
    expect(existsSync(path.join(folder, '.swarm-baseline.json'))).toBe(false);
  });

  it('counts what each rule finds, the most first', async () => {
    const folder = folderWith({ 'a.py': `import torch\n${lines(300)}`, 'b.py': lines(400) });
    expect((await swarm(folder, ['check', '--format', 'statistics'])).stdout).toBe(
      [
        'Rule           Findings  Files  critical  major  minor  hint',
        'file-too-long  2         2      1         0      1      0',
        'heavy-import   1         1      0         1      0      0',
        '',
        '3 findings (1 critical, 1 major, 1 minor) in 2 files, 701 lines.',
        '',
      ].join('\n'),
    );
    expect((await swarm(folderWith({}), ['check', '--format', 'statistics'])).stdout).toBe(
      'No findings in 0 files, 0 lines.\n',
    );
  });

  it('prints one line per finding and a summary', async () => {
    const folder = folderWith({ 'src/a.py': `import torch\n${lines(300)}` });
    expect((await swarm(folder, ['check'])).stdout).toBe(
      [
        "src/a.py:1:8: major heavy-import: 'torch' is heavy: importing this module loads it at once. Import it where it is used.",
        'src/a.py:301:1: minor file-too-long: File has 301 lines; the limit is 300.',
        '',
        '2 findings (0 critical, 1 major, 1 minor) in 1 file, 301 lines.',
        '',
      ].join('\n'),
    );
  });

  it('uses colours on a terminal unless NO_COLOR is set', async () => {
    const folder = folderWith({ 'a.py': lines(301) });
    const colour = '\u001b[';
    expect((await swarm(folder, ['check'], { isTty: true })).stdout).toContain(colour);
    expect((await swarm(folder, ['check'], { isTty: true, env: { NO_COLOR: '1' } })).stdout).not.toContain(
      colour,
    );
    expect((await swarm(folder, ['check'])).stdout).not.toContain(colour);
  });

  it('gives JSON with lines and columns from 1 and paths relative to the folder it runs in', async () => {
    const folder = folderWith({ '.git/HEAD': '', 'src/a.py': 'é = "😀"; import torch.nn\n' });
    const { findings, summary } = await report(path.join(folder, 'src'), '..');
    expect(findings).toMatchObject([
      {
        path: 'a.py',
        rule: 'heavy-import',
        range: { start: { line: 1, column: 18 }, end: { line: 1, column: 26 } },
        data: { module: 'torch.nn', root: 'torch' },
      },
    ]);
    expect(summary).toMatchObject({
      files: 1,
      lines: 1,
      findings: 1,
      minor: 0,
      major: 1,
      critical: 0,
      skipped: [],
    });
  });

  it('leaves out what .gitignore files name, nested ones too, and .git and node_modules always', async () => {
    const long = lines(301);
    const folder = folderWith({
      '.git/hook.py': long,
      '.gitignore': '/build/\n*.gen.py\n',
      'build/a.py': long,
      'a.gen.py': long,
      'kept/build/a.py': long,
      'sub/.gitignore': 'local.py\n!b.gen.py\n',
      'sub/local.py': long,
      'sub/b.gen.py': long,
      'node_modules/m/index.js': long,
    });
    expect(await paths(folder)).toEqual(['kept/build/a.py', 'sub/b.gen.py']);
    expect(await paths(path.join(folder, 'sub'))).toEqual(['b.gen.py']);
  });

  it('leaves out virtual environments of Python, but no repository that is one itself', async () => {
    const folder = folderWith({
      '.git/HEAD': '',
      'pyvenv.cfg': 'home = /usr/bin\n',
      'a.py': lines(301),
      'env/pyvenv.cfg': 'home = /usr/bin\n',
      'env/lib/python3/site-packages/b.py': lines(301),
    });
    const { stdout } = await swarm(folder, ['check']);
    expect(stdout).toContain('1 finding (0 critical, 0 major, 1 minor) in 1 file, 301 lines.');
  });

  it('checks a file or folder that is named even where .gitignore names it, each file once', async () => {
    const folder = folderWith({ '.git/HEAD': '', '.gitignore': 'build/\n', 'build/a.py': lines(301) });
    expect(await paths(folder)).toEqual([]);
    expect(await paths(folder, 'build/a.py', 'build', path.join(folder, 'build'))).toEqual(['build/a.py']);
  });

  it('follows the swarm.json of the repository it is pointed at', async () => {
    const folder = folderWith({
      'swarm.json':
        '{ // limits\n "v2": { "limits": { "file": 10 }, "exclude": ["vendor/**"] }, "heavyImports": { "allow": ["torch"] } }',
      'src/a.py': `import torch\n${lines(10)}`,
      'vendor/b.py': lines(400),
    });
    expect((await report('/', folder)).findings).toMatchObject([{ data: { actual: 11, limit: 10 } }]);
    expect((await report(path.join(folder, 'src'))).findings).toMatchObject([{ path: 'a.py' }]);
    const named = await swarm(folder, ['check', 'vendor/b.py']);
    expect(named).toMatchObject({ code: 0, stderr: 'vendor/b.py: skipped: excluded by swarm.json\n' });
  });

  it('tells where a swarm.json does not hold and exits 2', async () => {
    const folder = folderWith({
      'swarm.json': '{\n  "v2": { "limits": { "file": -1 } }\n}',
      'a.py': lines(400),
    });
    const { code, stdout, stderr } = await swarm(folder, ['check']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^swarm\.json:2:\d+: .+/m);
  });

  it('shows progress on a terminal only, and erases it', async () => {
    const files = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`${i}.py`, lines(200_000)]));
    const folder = folderWith(files);
    expect((await swarm(folder, ['check'])).stderr).toBe('');
    const shown = (await swarm(folder, ['check'], { isErrorTty: true })).stderr;
    expect(shown === '' || shown.endsWith('\r\u001b[K')).toBe(true);
  });
});

describe('swarm check survives', () => {
  it('binary files, other encodings and byte order marks', async () => {
    const folder = folderWith({
      'binary.py': new Uint8Array([120, 0, 10]),
      'bom.py': '\ufeffimport torch\n',
      'latin1.py': Buffer.from('# \xe9\nimport torch\n', 'latin1'),
      'utf16.py': Buffer.from('\ufeffimport torch\r\n', 'utf16le'),
    });
    const { findings, summary } = await report(folder);
    const places = findings.map(
      ({ path: file, range }) => `${file}:${range.start.line}:${range.start.column}`,
    );
    expect(places).toEqual(['bom.py:1:8', 'latin1.py:2:8', 'utf16.py:1:8']);
    expect(summary.skipped).toEqual([{ path: 'binary.py', why: 'a binary file: it has NUL bytes' }]);
  });

  it('symbolic links in circles and to nowhere', async () => {
    const folder = folderWith({ 'a/b.py': lines(301) });
    symlinkSync('..', path.join(folder, 'a/up'));
    symlinkSync('self.py', path.join(folder, 'a/self.py'));
    symlinkSync('gone.py', path.join(folder, 'a/dangling.py'));
    expect(await paths(folder)).toEqual(['a/b.py']);
  });

  it.skipIf(process.getuid?.() === 0)('files it may not read, which it names', async () => {
    const folder = folderWith({ 'a.py': lines(301), 'b.py': lines(301) });
    chmodSync(path.join(folder, 'a.py'), 0);
    expect((await report(folder)).summary.skipped).toEqual([{ path: 'a.py', why: 'permission denied' }]);
  });

  it('files larger than its buffer and names with control characters', async () => {
    const folder = folderWith({ 'big.py': lines(400_000) });
    mkdirSync(path.join(folder, 'odd'));
    writeFileSync(path.join(folder, 'odd/a\n\u001b[31m,b.py'), lines(301));
    const { findings } = await report(folder);
    expect(findings[0]).toMatchObject({ path: 'big.py', data: { actual: 400_000 } });
    expect((await swarm(folder, ['check', 'odd'])).stdout.split('\n')).toHaveLength(4);
    const annotations = (await swarm(folder, ['check', 'odd', '--format', 'github'])).stdout;
    expect(annotations).toMatch(
      /^::notice file=odd\/a%0A.*%2Cb\.py,line=301,.*::File has 301 lines[^\n]*\n$/,
    );
  });
});
