import { writeFileSync } from 'node:fs';
import { chmod, readdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeStatusFile } from '../../../server/workspace/agentStatus/changeStatusFile.ts';
import { updateStatusFile } from '../../../server/workspace/agentStatus/updateStatusFile.ts';
import { temporaryFolder } from '../../language/temporaryFolder.ts';

const now = new Date('2026-11-21T08:00:00Z');

/** A folder with a status file, and its path. */
async function ground(text: string) {
  const folder = await temporaryFolder({ 'A/status.json': text });
  return { folder: folder.path, file: path.join(folder.path, 'A/status.json') };
}

describe('changing a status file', () => {
  it('replaces it in one step and keeps its mode and its style', async () => {
    const { folder, file } = await ground('{\r\n\t"status": "ACTIVE"\r\n}');
    await chmod(file, 0o640);
    expect(await updateStatusFile(folder, file, { state: 'blocked' }, now)).toBe(true);
    expect(await readFile(file, 'utf8')).toBe(
      '{\r\n\t"status": "BLOCKED",\r\n\t"last_updated": "2026-11-21T08:00:00Z"\r\n}',
    );
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(path.dirname(file))).toEqual(['status.json']);
  });

  it('never loses what somebody else writes meanwhile', async () => {
    const { folder, file } = await ground('1');
    const seen: string[] = [];
    await changeStatusFile(folder, file, ({ text }) => {
      seen.push(text);
      if (seen.length < 4) writeFileSync(file, `${text}1`);
      return { text: `${text}!` };
    });
    expect(seen).toEqual(['1', '11', '111', '1111']);
    expect(await readFile(file, 'utf8')).toBe('1111!');
  });

  it('gives up on a file that is different every time, and leaves it as it is', async () => {
    const { folder, file } = await ground('1');
    const change = changeStatusFile(folder, file, ({ text }) => {
      writeFileSync(file, `${text}1`);
      return { text: 'lost' };
    });
    await expect(change).rejects.toThrow('it has changed meanwhile');
    expect(await readFile(file, 'utf8')).toBe('111111');
  });

  it('refuses one that is no JSON and writes nothing', async () => {
    const { folder, file } = await ground('{"status": "ACTIVE');
    await expect(updateStatusFile(folder, file, { state: 'end' }, now)).rejects.toThrow(
      'The file is no JSON (the file ends inside of a string): mend it first.',
    );
    expect(await readFile(file, 'utf8')).toBe('{"status": "ACTIVE');
  });

  it('refuses one that is no UTF-8, and one that lies outside of the repository', async () => {
    const { folder, file } = await ground('');
    writeFileSync(file, Buffer.from('{"status": "café"}', 'latin1'));
    await expect(updateStatusFile(folder, file, { state: 'end' }, now)).rejects.toThrow(
      'it is no UTF-8, which JSON has to be, but read as Windows-1252. Mend it first.',
    );
    const outside = await ground('{}');
    await symlink(path.dirname(outside.file), path.join(folder, 'B'));
    const linked = path.join(folder, 'B/status.json');
    await expect(updateStatusFile(folder, linked, { state: 'end' }, now)).rejects.toThrow(
      'it leads out of the repository',
    );
    expect(await readFile(outside.file, 'utf8')).toBe('{}');
  });
});
