import { chmod, readdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileWithin, replaceFile } from '../../../server/workspace/files/replaceFile.ts';
import { temporaryFolder } from '../../language/temporaryFolder.ts';

describe('replacing a file', () => {
  it('keeps its mode and leaves nothing beside it', async () => {
    const folder = await temporaryFolder({ 'a.py': 'old' });
    const file = path.join(folder.path, 'a.py');
    await chmod(file, 0o751);
    await replaceFile(file, Buffer.from('old'), Buffer.from('new'));
    expect(await readFile(file, 'utf8')).toBe('new');
    expect((await stat(file)).mode & 0o777).toBe(0o751);
    expect(await readdir(folder.path)).toEqual(['a.py']);
  });

  it('does not happen where it has changed meanwhile', async () => {
    const folder = await temporaryFolder({ 'a.py': 'newer' });
    const file = path.join(folder.path, 'a.py');
    await expect(replaceFile(file, Buffer.from('old'), Buffer.from('new'))).rejects.toMatchObject({
      name: 'FileNotReplaced',
      message: 'it has changed meanwhile',
    });
    expect(await readFile(file, 'utf8')).toBe('newer');
    expect(await readdir(folder.path)).toEqual(['a.py']);
  });

  it('follows links within the folder alone', async () => {
    const outside = await temporaryFolder({ 'b.py': '' });
    const folder = await temporaryFolder({ 'a.py': '' });
    const at = (name: string) => path.join(folder.path, name);
    await symlink('a.py', at('inside.py'));
    await symlink(path.join(outside.path, 'b.py'), at('outside.py'));
    expect(path.basename(await fileWithin(folder.path, at('inside.py')))).toBe('a.py');
    expect(await fileWithin(folder.path, at('a.py'))).toBe(at('a.py'));
    await expect(fileWithin(folder.path, at('outside.py'))).rejects.toThrow('leads out of the repository');
  });
});
