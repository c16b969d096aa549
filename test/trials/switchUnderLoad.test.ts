import { expect, it } from 'vitest';
import { haproxyMissing } from '../../scripts/haproxyPackage.ts';
import { runSwitches } from './switchUnderLoad/runSwitches.ts';

const routers = haproxyMissing() === undefined ? (['embedded', 'haproxy'] as const) : (['embedded'] as const);

it.each(routers)(
  'Switches and a rollback on a real service lose no request of any kind and drain every WebSocket (%s)',
  async (router) => {
    const { load, sockets, undrained } = await runSwitches({
      perSecond: 100,
      steps: ['switch', 'switch', 'rollback'],
      webSockets: 5,
      drainSeconds: 0.6,
      router,
    });
    expect([...load.routed.keys()]).toHaveLength(4);
    expect(load.failures).toEqual([]);
    expect(sockets.lost).toEqual([]);
    expect([undrained, sockets.drained.length]).toEqual([0, 15]);
  },
  120_000,
);
