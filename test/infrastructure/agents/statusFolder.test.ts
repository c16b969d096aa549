import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWorkspace, readWorkspaces } from '../../../server/infrastructure/agents/statusFolder.ts';
import { readBoundedBytes } from '../../../server/infrastructure/files/readBounded.ts';
import { temporaryFolder } from '../../language/temporaryFolder.ts';

describe('the workspace of an agent', () => {
  it('whose file is being written anew is read when it has been', async () => {
    const folder = await temporaryFolder({ 'A/status.json': '' });
    // However late the first look comes, the file has just been emptied then.
    const later = Date.now() / 1000 + 3600;
    await utimes(path.join(folder.path, 'A/status.json'), later, later);
    let looks = 0;
    const status = await readWorkspace(path.join(folder.path, 'A'), async (file, maximumBytes) => {
      if (++looks === 2) await writeFile(file, '{"status": "ACTIVE"}');
      return readBoundedBytes(file, maximumBytes);
    });
    expect(status).toMatchObject({ state: 'active', problem: null });
  });

  it('whose file stays empty says so', async () => {
    const folder = await temporaryFolder({ 'A/status.json': '', 'B/status.json': '' });
    const file = path.join(folder.path, 'A/status.json');
    await utimes(file, 1, 1);
    const problem = 'status.json line 1, column 1: the file is empty';
    const read = await readWorkspaces(folder.path, ['A', 'B', 'C']);
    expect(['A', 'B', 'C'].map((name) => read.get(name))).toMatchObject([
      { problem },
      { problem },
      undefined,
    ]);
  });

  it('whose file is in another encoding is read, and that is told', async () => {
    const folder = await temporaryFolder();
    await folder.write('A/status.json', '');
    await writeFile(path.join(folder.path, 'A/status.json'), '\uFEFF{"status": "ACTIVE"}', 'utf16le');
    expect(await readWorkspace(path.join(folder.path, 'A'))).toMatchObject({
      state: 'active',
      problem: expect.stringContaining('it is no UTF-8'),
    });
  });
});
