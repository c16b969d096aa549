import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPythonTarget } from '../../server/workspace/readPythonTarget.ts';
import { temporaryFolder } from '../language/temporaryFolder.ts';

describe('the target of the project in a folder', () => {
  it('is read from the files at its root', async () => {
    const folder = await temporaryFolder({ 'pyproject.toml': '[project]\nrequires-python = ">=3.15"\n' });
    expect((await readPythonTarget(folder.path)).version).toEqual({ major: 3, minor: 15 });
    expect((await readPythonTarget(folder.path, '3.9')).version).toEqual({ major: 3, minor: 9 });
  });

  it('is unknown in a folder that says nothing, or is not there', async () => {
    const folder = await temporaryFolder();
    const nothing = { version: undefined, problems: [] };
    expect(await readPythonTarget(folder.path)).toEqual(nothing);
    expect(await readPythonTarget(path.join(folder.path, 'gone'))).toEqual(nothing);
  });

  it('comes with a sentence about a file that cannot be read', async () => {
    const folder = await temporaryFolder({ '.python-version': '3.12\n' });
    await mkdir(path.join(folder.path, 'pyproject.toml'));
    expect(await readPythonTarget(folder.path)).toEqual({
      version: { major: 3, minor: 12 },
      problems: ['pyproject.toml cannot be read: a folder.'],
    });
  });
});
