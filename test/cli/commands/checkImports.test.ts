import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckReport, checkReportSchema } from '../../../server/protocol/checkReport.ts';
import { folderWith, swarm } from '../recordedIo.ts';

async function report(cwd: string, ...args: string[]): Promise<CheckReport> {
  const { stdout } = await swarm(cwd, ['check', '--format', 'json', ...args]);
  return checkReportSchema.parse(JSON.parse(stdout));
}

/** Each finding as `path module`, with an arrow where it has a chain. */
async function heavy(cwd: string, ...args: string[]): Promise<string[]> {
  const { findings } = await report(cwd, ...args);
  return findings.map(({ path, data }) => `${path} ${'chain' in data ? '→ ' : ''}${data['module']}`);
}

const repository = {
  '.git/HEAD': '',
  'main.py': 'import os\nimport agents.base\n',
  'agents/__init__.py': '',
  'agents/base.py': 'from models import loader\n',
  'models/__init__.py': '',
  'models/loader.py': 'import torch\n',
  'models/other.py': 'import json\n',
};

describe('swarm check with imports through other files', () => {
  it('gives the chain as paths from the root of the repository, lines and modules', async () => {
    const { findings } = await report(folderWith(repository));
    expect(findings).toMatchObject([
      { path: 'agents/base.py', severity: 'minor', data: { module: 'models.loader', root: 'torch' } },
      {
        path: 'main.py',
        rule: 'heavy-import',
        severity: 'minor',
        range: { start: { line: 2, column: 8 }, end: { line: 2, column: 19 } },
        data: {
          module: 'agents.base',
          root: 'torch',
          chain: [
            { path: 'main.py', line: 2, module: 'agents.base' },
            { path: 'agents/base.py', line: 1, module: 'models.loader' },
            { path: 'models/loader.py', line: 1, module: 'torch' },
          ],
        },
      },
      { path: 'models/loader.py', severity: 'major', data: { module: 'torch', root: 'torch' } },
    ]);
    expect(Object.keys(findings[2]?.data ?? {})).toEqual(['module', 'root']);
  });

  it('says the same of single files, of folders and of the whole', async () => {
    const folder = folderWith(repository);
    const whole = await heavy(folder);
    expect(whole).toEqual([
      'agents/base.py → models.loader',
      'main.py → agents.base',
      'models/loader.py torch',
    ]);
    expect(await heavy(folder, 'main.py')).toEqual(['main.py → agents.base']);
    expect(await heavy(folder, 'agents')).toEqual(['agents/base.py → models.loader']);
    expect(await heavy(path.join(folder, 'agents'))).toEqual(['base.py → models.loader']);
    expect(await heavy(folder, 'models', 'main.py', 'agents')).toEqual([whole[2], whole[1], whole[0]]);
  });

  it('goes by the list of the nearest Ruff configuration around each file', async () => {
    const bans = (...modules: string[]) =>
      `[lint.flake8-tidy-imports]\nbanned-module-level-imports = ${JSON.stringify(modules)}\n`;
    const folder = folderWith({
      '.git/HEAD': '',
      'ruff.toml': bans('fromroot'),
      'tool.py': 'import froma\nimport a.core\n',
      'a/ruff.toml': bans('froma'),
      'a/core.py': 'import fromroot\nimport froma\n',
      'a/x.py': 'import a.core\nimport b.core\n',
      'b/ruff.toml': 'line-length = 100\n',
      'b/core.py': 'import fromroot\nimport froma\nimport torch\n',
    });
    const roots = async (...args: string[]) =>
      (await report(folder, ...args)).findings.map(
        ({ path, data }) => `${path} ${data['module']} ${data['root']}`,
      );
    const ofA = ['a/x.py a.core froma', 'a/x.py b.core froma'];
    expect(await roots()).toEqual([
      'a/core.py froma froma',
      ...ofA,
      'b/core.py torch torch',
      'tool.py a.core fromroot',
    ]);
    expect(await roots('a/x.py')).toEqual(ofA);
  });

  it('does not call heavy what is the own module of the repository', async () => {
    const own = folderWith({ '.git/HEAD': '', 'a.py': 'import torch\nimport pandas\n', 'torch.py': '' });
    expect(await heavy(own)).toEqual(['a.py pandas']);
    expect(await heavy(own, 'a.py')).toEqual(['a.py pandas']);
  });

  it('follows no import that a comment accepts, and reports none that a comment disables', async () => {
    const accepted = { ...repository, 'models/loader.py': 'import torch  # swarm: disable=heavy-import\n' };
    expect(await heavy(folderWith(accepted))).toEqual([]);
    const disabled = { ...repository, 'main.py': '# swarm: disable=heavy-import\nimport agents.base\n' };
    expect(await heavy(folderWith(disabled))).toEqual([
      'agents/base.py → models.loader',
      'models/loader.py torch',
    ]);
  });

  it('reports direct imports alone where swarm.json says so', async () => {
    const configured = { ...repository, 'swarm.json': '{ "heavyImports": { "transitive": false } }' };
    expect(await heavy(folderWith(configured))).toEqual(['models/loader.py torch']);
    const allowed = { ...repository, 'swarm.json': '{ "heavyImports": { "allow": ["torch"] } }' };
    expect(await heavy(folderWith(allowed))).toEqual([]);
  });

  it('leads through no file that .gitignore or swarm.json leaves out', async () => {
    const ignored = folderWith({ ...repository, '.gitignore': 'models/\n' });
    expect(await heavy(ignored, 'main.py')).toEqual([]);
    const excluded = folderWith({ ...repository, 'swarm.json': '{ "v2": { "exclude": ["models"] } }' });
    expect(await heavy(excluded, 'main.py')).toEqual([]);
  });

  it('stays calm where files are broken, unreadable, or links lead in circles', async () => {
    const folder = folderWith({
      ...repository,
      'agents/base.py': 'from models import loader\ndef broken(:\n  "\n<<<<<<< HEAD\n',
      'agents/binary.py': new Uint8Array([0, 1, 2]),
      'locked/secret.py': 'import torch\n',
    });
    symlinkSync('..', path.join(folder, 'models/up'));
    symlinkSync('loop.py', path.join(folder, 'loop.py'));
    mkdirSync(path.join(folder, 'models/folder.py'));
    chmodSync(path.join(folder, 'locked'), 0);
    try {
      expect(await heavy(folder, 'main.py')).toEqual(['main.py → agents.base']);
      expect(await heavy(folder)).toContain('main.py → agents.base');
    } finally {
      chmodSync(path.join(folder, 'locked'), 0o755);
    }
  });
});
