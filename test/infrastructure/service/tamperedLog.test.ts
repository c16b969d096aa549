import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { callApi } from '../../../server/protocol/apiClient.ts';
import { add, counter, tester } from '../events/counter.ts';
import { TemporaryLog } from '../events/temporaryLog.ts';
import { Follower } from '../http/follower.ts';
import { startCounter } from '../serviceSubjects.ts';
import { TemporaryRepository } from '../temporaryRepository.ts';

/** Puts a log into a state folder whose first event somebody changed after a service had checked it. */
async function putChangedLog(folder: string): Promise<void> {
  await using temporary = new TemporaryLog();
  const store = await temporary.keepingStore();
  await store.execute(counter, 'a', add(1), tester);
  await store.settled();
  await store.close();
  await temporary.tamper(`UPDATE events SET data = '{"by":900}'`);
  await temporary.log.close();
  mkdirSync(folder, { mode: 0o700 });
  copyFileSync(temporary.file, path.join(folder, 'events.db'));
}

describe('a service whose old events were changed', () => {
  it('says so to everybody who looks, and answers every change with that sentence', async () => {
    using repository = new TemporaryRepository();
    await putChangedLog(repository.stateFolder);
    const service = await startService({ repository: repository.folder, startSubjects: startCounter });
    const follower = await Follower.open(service);
    const sentence = expect.stringContaining('was changed from outside: event 1 does not follow');
    const shown = async () => (await callApi(service, 'snapshot')).attention;
    // It may have been found before anybody followed.
    if ((await shown()).length === 0)
      await follower.until(() => follower.messages.some(({ data }) => data.includes('changed from outside')));
    expect(await shown()).toEqual([expect.objectContaining({ resource: 'service', message: sentence })]);
    const params = { contract: 'c' };
    const body = { agent: 'Agent-1', points: 1, reason: 'done' };
    await expect(callApi(service, 'creditPoints', { params, body })).rejects.toMatchObject({
      message: sentence,
    });
    follower.close();
    await service.stop();
  });
});
