import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readServiceFile } from '../../../client/infrastructure/serviceFileReader.ts';

const file = { address: 'http://127.0.0.1:4711', token: 't'.repeat(43), pid: 42, version: '0.1.0' };
let common = '';
let place = '';

beforeEach(async () => {
  common = await mkdtemp(path.join(tmpdir(), 'swarm-client-'));
  await mkdir(path.join(common, 'swarm'), { mode: 0o700 });
  place = path.join(common, 'swarm', 'service.json');
});
afterEach(() => rm(common, { recursive: true, force: true }));

describe('readServiceFile', () => {
  it('gives address and token of the running service', async () => {
    await writeFile(place, JSON.stringify(file), { mode: 0o600 });
    expect(await readServiceFile(common)).toEqual(file);
  });

  it('gives nothing where no service has run', async () => {
    expect(await readServiceFile(common)).toBeUndefined();
    expect(await readServiceFile(path.join(common, 'elsewhere'))).toBeUndefined();
  });

  it('gives nothing for half a file and for an address that is not this machine', async () => {
    await writeFile(place, '{"address":"http://127', { mode: 0o600 });
    expect(await readServiceFile(common)).toBeUndefined();
    await writeFile(place, JSON.stringify({ ...file, address: 'http://example.com:80' }), { mode: 0o600 });
    expect(await readServiceFile(common)).toBeUndefined();
  });

  it('refuses a file that others can read', async () => {
    await writeFile(place, JSON.stringify(file));
    await chmod(place, 0o644);
    const refused = readServiceFile(common);
    await expect(refused).rejects.toMatchObject({
      reason: 'foreign-file',
      message: /Other users can read/,
    });
  });

  it.skipIf(process.getuid?.() !== 0)("refuses another user's file in a sentence", async () => {
    await writeFile(place, JSON.stringify(file), { mode: 0o600 });
    await chown(place, 1234, 1234);
    const refused = readServiceFile(common);
    await expect(refused).rejects.toMatchObject({
      reason: 'foreign-file',
      message: /Another user \(id 1234\)/,
    });
  });
});
