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
  await seedTasks(api);
}

/** One task that is being worked on, with its files held, and one that waits for somebody. */
async function seedTasks(api: ApiAddress): Promise<void> {
  const params = { contract: 'MERGE-PRESENCE' };
  const files = ['realtime/presence.py'];
  await callApi(api, 'addTask', {
    params,
    body: {
      task: 'shorten',
      title: 'Bring presence.py below 300 lines',
      points: 60,
      files,
      proof: [{ kind: 'lines', file: 'realtime/presence.py', maximum: 300 }],
    },
  });
  await callApi(api, 'addTask', {
    params,
    body: { task: 'heartbeats', title: 'Agree on one time between heartbeats', points: 40, priority: 'high' },
  });
  await callApi(api, 'assignTask', {
    params: { ...params, task: 'shorten' },
    body: { agent: 'Agent-2' },
  });
  await callApi(api, 'sendMessage', {
    body: {
      to: { agent: 'Agent-3' },
      priority: 'high',
      subject: 'presence.py is being divided',
      text: 'Agent-2 holds it; merge feature/realtime-presence when that has landed.',
    },
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
