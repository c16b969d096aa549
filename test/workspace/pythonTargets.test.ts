import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PythonTargets } from '../../server/workspace/pythonTargets.ts';
import { temporaryFolder } from '../language/temporaryFolder.ts';

const requires = (version: string) => `[project]\nrequires-python = ">=${version}"\n`;

/** The targets of these files, as `3.9`, and what was told meanwhile. */
async function targetsOf(files: Readonly<Record<string, string>>, setting = '') {
  const { path: root } = await temporaryFolder(files);
  const told: string[] = [];
  const targets = new PythonTargets({ root, setting }, (sentence) => told.push(sentence));
  const of = async (folder: string) => {
    const version = await targets.of(path.join(root, folder));
    return version && `${version.major}.${version.minor}`;
  };
  return { root, of, told };
}

describe('the target of a folder', () => {
  const monorepo = {
    'pyproject.toml': requires('3.9'),
    'packages/new/pyproject.toml': requires('3.15'),
    'packages/pinned/.python-version': '3.12.4\n',
    'packages/silent/pyproject.toml': '[project]\nname = "silent"\n',
  };

  it('is what the nearest folder states that states one', async () => {
    const { of, told } = await targetsOf(monorepo);
    expect(await of('')).toBe('3.9');
    expect(await of('packages')).toBe('3.9');
    expect(await of('packages/new/src/deep')).toBe('3.15');
    expect(await of('packages/pinned')).toBe('3.12');
    expect(await of('packages/silent')).toBe('3.9');
    expect(told).toEqual([]);
  });

  it('is what the setting says, wherever it is', async () => {
    const { of } = await targetsOf(monorepo, '3.10');
    expect(await of('packages/new')).toBe('3.10');
  });

  it('is unknown where nothing says, is not there, or stands above the root', async () => {
    const { root, of } = await targetsOf({ 'pyproject.toml': requires('3.9'), 'a/b/x.py': '' });
    expect(await of('gone')).toBe('3.9');
    const inner = new PythonTargets({ root: path.join(root, 'a') }, () => undefined);
    expect(await inner.of(path.join(root, 'a', 'b'))).toBeUndefined();
    expect(await inner.of(path.join(root, 'elsewhere'))).toBeUndefined();
  });

  it('comes with one sentence about each file that cannot be used, and is then what the others say', async () => {
    const { root, of, told } = await targetsOf({
      '.python-version': '3.12\n',
      'a/pyproject.toml': requires('latest'),
      'a/b/x.py': '',
    });
    await mkdir(path.join(root, 'pyproject.toml'));
    expect([await of('a'), await of('a/b')]).toEqual(['3.12', '3.12']);
    expect(told).toEqual([
      'requires-python in a/pyproject.toml is not used: ">=latest" is no version of Python.',
      'pyproject.toml cannot be read: a folder.',
    ]);
  });
});
