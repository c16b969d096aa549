import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readServiceFile,
  removeServiceFile,
  writeServiceFile,
} from '../../../server/infrastructure/service/serviceFile.ts';

const content = { address: 'http://127.0.0.1:4711', token: 't'.repeat(43), pid: 7, version: '1.0.0' };
let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'swarm-file-'));
  file = path.join(folder, 'service.json');
  await writeServiceFile(folder, content);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the service file', () => {
  it('reads as it was written, with nothing left beside it', async () => {
    expect(await readServiceFile(folder)).toEqual({ state: 'present', file: content });
    expect(readdirSync(folder)).toEqual(['service.json']);
  });

  it('is removed by its own service only', async () => {
    await removeServiceFile(folder, 'other');
    expect((await readServiceFile(folder)).state).toBe('present');
    await removeServiceFile(folder, content.token);
    expect((await readServiceFile(folder)).state).toBe('absent');
  });

  it.each([
    ['other users may read it', () => chmodSync(file, 0o640), 'chmod'],
    ['it is damaged', () => writeFileSync(file, '{"address":'), 'damaged'],
    ['it has another shape', () => writeFileSync(file, '{}'), 'damaged'],
    ['it is a link', () => [rmSync(file), symlinkSync('/etc/hostname', file)], 'not a file'],
  ])('is not used where %s', async (_, spoil, word) => {
    spoil();
    expect(await readServiceFile(folder)).toEqual({ state: 'unusable', why: expect.stringContaining(word) });
  });

  it.runIf(process.getuid?.() === 0)("is not used where it is another user's", async () => {
    chownSync(file, 12_345, 12_345);
    expect(await readServiceFile(folder)).toEqual({
      state: 'unusable',
      why: expect.stringContaining('another user'),
    });
  });
});
