import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type {
  LanguageRequest,
  UpdateStatusParams,
} from '../../../server/protocol/languageServer/languageRequests.ts';
import {
  readStatusRequest,
  updateStatusRequest,
} from '../../../server/protocol/languageServer/languageRequests.ts';
import { startClient } from '../languageClient.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const file = 'agent_workspaces/Agent-1/status.json';

/** A folder with a status file and a client that asks about it. */
async function ground(text: string, path = file) {
  const folder = await temporaryFolder({ [path]: text, 'swarm.json': '{}' });
  const client = await startClient({ folders: [folder.uri()] });
  const uri = folder.uri(path);
  const ask = <Params, Reply>({ method }: LanguageRequest<Params, Reply>, params: Params) =>
    client.connection.sendRequest<Reply>(method, params);
  return {
    client,
    uri,
    read: () => ask(readStatusRequest, { uri }),
    update: (change: UpdateStatusParams['change']) => ask(updateStatusRequest, { uri, change }),
    onDisk: () => readFile(`${folder.path}/${path}`, 'utf8'),
  };
}

describe('changing a status file from the editor', () => {
  it('shows what it says and may say, in its own spelling', async () => {
    const { read } = await ground('{"status": "Operational", "current_mission": "x", "blockers": 2}');
    expect(await read()).toEqual({
      states: ['Start', 'Active', 'Process', 'Blocked', 'Complete', 'End'],
      state: 'Active',
      mission: 'x',
      blockers: ['2 blockers'],
    });
  });

  it('writes one that is closed, and says why it does not', async () => {
    const { update, onDisk, read } = await ground('{"status": "ACTIVE", "last_updated": "2026-01-01"}');
    expect(await update({ state: 'BLOCKED', blockers: ['CI is red'] })).toEqual({});
    expect(await onDisk()).toMatch(
      /^\{"status": "BLOCKED", "last_updated": "\d{4}-\d\d-\d\d", "blockers": \["CI is red"\]\}$/,
    );
    const broken = await ground('{"status": "ACTIVE"');
    expect(await broken.update({ state: 'END' })).toEqual({
      refused: 'The file is no JSON (the file ends before its closing bracket): mend it first.',
    });
    expect(await broken.read()).toMatchObject({ refused: 'The file is no JSON: mend it first.' });
    expect((await read()).refused).toBeUndefined();
  });

  it('writes one that is open as it was saved', async () => {
    const { client, uri, update, onDisk } = await ground('\uFEFF{"status": "ACTIVE"}');
    await client.open(uri, '{"status": "ACTIVE"}', 'json');
    expect(await update({ state: 'END' })).toEqual({});
    expect(await onDisk()).toMatch(/^\uFEFF\{"status": "END", "last_updated": "[^"]+"\}$/);
  });

  it('leaves unsaved text to the editor', async () => {
    const { client, uri, update, onDisk } = await ground('{"status": "ACTIVE"}');
    await client.open(uri, '{"status": "ACTIVE", "unsaved": 1}', 'json');
    const { edit } = await update({ state: 'END' });
    expect(edit).toMatchObject({
      documentChanges: [
        {
          textDocument: { uri, version: 1 },
          edits: [{ newText: '"END"' }, { newText: expect.stringContaining(', "last_updated": ') }],
        },
      ],
    });
    expect(await onDisk()).toBe('{"status": "ACTIVE"}');
  });

  it('refuses every other file', async () => {
    const { update, onDisk } = await ground('{}', 'config/status.json');
    await expect(update({ state: 'END' })).rejects.toThrow('This is not the status file of an agent.');
    expect(await onDisk()).toBe('{}');
  });
});
