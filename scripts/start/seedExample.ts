import { setTimeout as delay } from 'node:timers/promises';
import { type ApiAddress, callApi } from '../../server/protocol/apiClient.ts';

const readLimitMilliseconds = 15_000;

/** Gives the example's service some history, through the API that everyone uses. */
export async function seedExample(api: ApiAddress): Promise<void> {
  await untilRead(api);
  await callApi(api, 'createContract', {
    body: { id: 'MERGE-PRESENCE', title: 'Merge presence without losing heartbeats', total: 200 },
  });
  const credits = [
    ['V2-COMPLIANCE-001', 'Agent-2', 125, 'Handlers split out, public names kept'],
    ['MERGE-PRESENCE', 'Agent-3', 50, 'Conflict reproduced and described'],
  ] as const;
  for (const [contract, agent, points, reason] of credits)
    await callApi(api, 'creditPoints', { params: { contract }, body: { agent, points, reason } });
  await callApi(api, 'transitionAgent', {
    params: { agent: 'Agent-1' },
    body: { to: 'process', reason: 'Works on the cursor board' },
  });
}

/** The service answers before it has read the repository. */
async function untilRead(api: ApiAddress): Promise<void> {
  const deadline = Date.now() + readLimitMilliseconds;
  for (;;) {
    const { agents, contracts } = await callApi(api, 'snapshot');
    if (agents.some(({ id }) => id === 'Agent-1') && contracts.length > 0) return;
    if (Date.now() > deadline) throw new Error('the service did not read the example repository in time');
    await delay(100);
  }
}
