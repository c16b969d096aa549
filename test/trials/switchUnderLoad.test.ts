import { expect, it } from 'vitest';
import { runSwitches } from './switchUnderLoad/runSwitches.ts';

it('Switches and a rollback on a real service lose no request of any kind and drain every WebSocket', async () => {
  const { load, sockets, undrained } = await runSwitches({
    perSecond: 100,
    steps: ['switch', 'switch', 'rollback'],
    webSockets: 5,
    drainSeconds: 0.2,
  });
  expect([...load.routed.keys()]).toHaveLength(4);
  expect(load.failures).toEqual([]);
  expect(sockets.lost).toEqual([]);
  expect([undrained, sockets.drained.length]).toEqual([0, 15]);
}, 120_000);
