import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FixReport } from '../../../server/protocol/fixReport.ts';
import { folderWith, swarm } from '../recordedIo.ts';

const model = [
  '"""Models."""',
  '',
  'import os',
  '',
  'import torch',
  '',
  '',
  'def load(name):',
  '    return torch.load(os.path.join("models", name))',
  '',
].join('\n');
const main = 'from app import model\n\nprint(model.load("a"))\n';
const files = { '.git/HEAD': '', 'app/__init__.py': '', 'app/model.py': model, 'main.py': main };

const read = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');

describe('swarm fix', () => {
  it('moves a heavy import into the function that uses it, and a second run changes nothing', async () => {
    const folder = folderWith(files);
    const { code, stdout, stderr } = await swarm(folder, ['fix']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^app\/model\.py:5: .*torch.*\nMade 1 fix in 1 file\.\n$/);
    expect(read(folder, 'app/model.py')).toBe(
      model.replace('import torch\n\n', '').replace('    return', '    import torch\n\n    return'),
    );
    expect((await swarm(folder, ['check'])).code).toBe(0);
    expect(await swarm(folder, ['fix'])).toMatchObject({ code: 0, stdout: 'Nothing to fix.\n' });
  });

  it('prints a diff that git applies to the same effect', async () => {
    const dry = folderWith(files);
    const { code, stdout, stderr } = await swarm(dry, ['fix', '--dry-run']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Would make 1 fix in 1 file.\n' });
    expect(read(dry, 'app/model.py')).toBe(model);
    const fixed = folderWith(files);
    await swarm(fixed, ['fix']);
    execFileSync('git', ['apply', '--no-index', '-'], { cwd: dry, input: stdout });
    expect(read(dry, 'app/model.py')).toBe(read(fixed, 'app/model.py'));
  });

  it.each([
    ['a test replaces it', { 'tests/test_model.py': 'patch("app.model.torch")\n' }],
    ['the file does not parse', { 'app/model.py': `${model}def broken(:\n` }],
    ['it is used while the module is imported', { 'app/model.py': `${model}\nx = torch.zeros(1)\n` }],
  ])('changes nothing where %s', async (_, more) => {
    const folder = folderWith({ ...files, ...more });
    const before = read(folder, 'app/model.py');
    expect((await swarm(folder, ['fix'])).stdout).toMatch(/^Nothing to fix\. 2 findings left/);
    expect(read(folder, 'app/model.py')).toBe(before);
  });

  it('uses what the Python of the nearest project knows', async () => {
    const project = (version: string) => `[project]\nrequires-python = ">=${version}"\n`;
    const folder = folderWith({
      '.git/HEAD': '',
      'pyproject.toml': project('3.9'),
      'old/model.py': model,
      'new/pyproject.toml': project('3.15'),
      'new/src/model.py': model,
    });
    expect((await swarm(folder, ['fix'])).code).toBe(0);
    expect(read(folder, 'new/src/model.py')).toBe(model.replace('import torch', 'lazy import torch'));
    expect(read(folder, 'old/model.py')).toContain('    import torch\n');
  });

  it('keeps a name where it is that another file imports', async () => {
    const folder = folderWith({ ...files, 'other.py': 'from app.model import torch\n' });
    await swarm(folder, ['fix']);
    expect(read(folder, 'app/model.py')).toContain('def __getattr__(name');
    expect((await swarm(folder, ['check', 'app'])).stdout).not.toContain("'torch'");
  });

  it('fixes what is heavy through other files only when told to, and only where what it leads to stays heavy', async () => {
    const more = {
      'app/base.py': 'import torch\n\n\nclass Base(torch.nn.Module):\n    pass\n',
      'main.py':
        'from app.base import Base\nfrom app.model import load\n\n\ndef run():\n    return load(Base)\n',
    };
    const folder = folderWith({ ...files, ...more });
    const { stdout } = await swarm(folder, ['fix']);
    expect(stdout).toMatch(/^app\/model\.py:5: .*\nMade 1 fix in 1 file\. 2 findings left/);
    expect(read(folder, 'main.py')).toBe(more['main.py']);
    expect((await swarm(folder, ['fix', '--unsafe'])).stdout).toMatch(
      /^main\.py:1: .*\(unsafe\)\nMade 1 fix/,
    );
    expect(read(folder, 'main.py')).toMatch(
      /^from app\.model import load\n[\s\S]* {4}from app\.base import Base\n/,
    );
    const dry = folderWith({ ...files, ...more });
    expect((await swarm(dry, ['fix', '--unsafe', '--dry-run'])).stdout).toContain('+++ b/main.py');
  });

  it('prints a report as JSON', async () => {
    const { stdout } = await swarm(folderWith(files), ['fix', '--json', '--dry-run', 'app']);
    const report: FixReport = JSON.parse(stdout);
    expect(report).toMatchObject({
      version: 1,
      dryRun: true,
      summary: { files: 1, fixes: 1, remaining: 0, unwritten: 0 },
      files: [
        {
          path: 'app/model.py',
          fixes: [{ rule: 'heavy-import', line: 5, kind: 'function-local', safety: 'safe' }],
          diff: expect.stringContaining('-import torch'),
        },
      ],
      skipped: [],
    });
  });

  it('fixes JavaScript too', async () => {
    const text = "const ts = require('typescript');\n\nexports.run = () => ts.version;\n";
    const folder = folderWith({ '.git/HEAD': '', 'a.cjs': text });
    await swarm(folder, ['fix', '--unsafe']);
    expect(read(folder, 'a.cjs')).not.toMatch(/^const ts = require/);
  });

  it('says what is wrong with what it is asked', async () => {
    const folder = folderWith(files);
    expect(await swarm(folder, ['fix', '--rule', 'file-too-long'])).toMatchObject({
      code: 2,
      stderr: 'swarm: fix: there is no fix for a rule file-too-long. Use heavy-import.\n',
    });
    expect((await swarm(folder, ['fix', 'nowhere'])).code).toBe(2);
    expect((await swarm(folder, ['fix', '--rule', 'heavy-import'])).code).toBe(0);
  });
});
