import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Slot } from '../../../server/protocol/slots.ts';
import { DeploymentGround } from './deploymentGround.ts';
import { processesIn } from './slots/exampleApplication.ts';
import { SteadyRequests } from './traffic/steadyRequests.ts';

/** A program whose instances answer with their release and number, and of which one may be ill from the start. */
function server(ill: string): string {
  return `
const { SWARM_INSTANCE: instance, PORT } = process.env;
require('node:http').createServer((request, response) => {
  if (request.url === '/exit') process.exit(7);
  response.statusCode = request.url === '/health' && instance === '${ill}' ? 503 : 200;
  response.end('three');
}).listen(Number(PORT), '127.0.0.1');
`;
}

const rolling = { strategy: 'rolling', rollingStepSeconds: 0, instances: { web: 2 } };

let ground: DeploymentGround;
let requests: SteadyRequests;

beforeEach(async () => {
  ground = await DeploymentGround.start(rolling);
  await ground.deploy('feature/web-one');
  requests = new SteadyRequests((await ground.traffic()).address ?? '');
}, 60_000);
afterEach(async () => {
  await requests.end();
  await ground.close();
}, 60_000);

function states(row: Slot | undefined): string[] | undefined {
  return row?.instances.map(({ instance, state }) => `${instance} ${state}`);
}

describe('a rolling deployment', () => {
  it('replaces one instance after the other, and loses no request', async () => {
    expect(states(ground.row('slot-1'))).toEqual(['0 healthy', '1 healthy']);
    const row = await ground.deploy('main');
    expect(row).toMatchObject({ state: 'live', share: 100, problem: null });
    expect(states(ground.row('slot-2'))).toEqual(['0 healthy', '1 healthy']);
    expect(states(ground.row('slot-1'))).toEqual(['0 healthy']);
    expect(await requests.end()).toEqual(['200 one', '200 two']);
    const scaled = (await ground.ground.temporary.log.read(0, 1000)).filter(({ type }) =>
      ['slot.scale-requested', 'slot.instance-stopped', 'traffic.switched'].includes(type),
    );
    expect(scaled.map(({ stream, type }) => `${stream.split('/').at(-1)} ${type}`)).toEqual([
      'web traffic.switched',
      'web traffic.switched',
      'slot-1 slot.scale-requested',
      'slot-1 slot.instance-stopped',
      'slot-2 slot.scale-requested',
      'web traffic.switched',
    ]);
    await ground.rollback();
    expect(states(ground.row('slot-1'))).toEqual(['0 healthy', '1 healthy']);
    expect(await ground.ask()).toBe('one');
  }, 120_000);

  it('goes back where an instance never becomes healthy: the old ones run again before any request is back', async () => {
    await ground.configure({ ...rolling, healthTimeoutSeconds: 2 });
    await ground.example.commit('server.cjs', server('1'));
    const row = await ground.deploy('main');
    expect(row).toMatchObject({
      state: 'rolled-back',
      share: 0,
      problem: 'Instance 1 was not healthy within 2 s: it answered 503 to GET /health.',
      failedCheck: { status: 503 },
    });
    expect(states(ground.row('slot-1'))).toEqual(['0 healthy', '1 healthy']);
    expect(ground.row('slot-1')).toMatchObject({ live: true });
    expect(await requests.end()).toEqual(['200 one', '200 three']);
    await ground.slot('slot-2', (slot) => slot?.state === 'idle');
    expect(processesIn(`${ground.stateFolder}/slots/development/web/slot-2/tree`)).toEqual([]);
  }, 120_000);

  it('goes back where an instance ends while it has a part of the requests, and by a person', async () => {
    await ground.configure({ ...rolling, rollingStepSeconds: 600 });
    const first = await ground.request('main');
    await ground.until(first.id, ({ share }) => share === 50);
    await fetch(`${ground.row('slot-2')?.url}/exit`).catch(() => {});
    expect(await ground.ended(first.id)).toMatchObject({ state: 'rolled-back', share: 0 });
    expect(states(ground.row('slot-1'))).toEqual(['0 healthy', '1 healthy']);
    await requests.end();
    requests = new SteadyRequests((await ground.traffic()).address ?? '');
    const second = await ground.request('main');
    await ground.until(second.id, ({ share }) => share === 50);
    await ground.cancel(second.id);
    expect(await ground.ended(second.id)).toMatchObject({ state: 'rolled-back', share: 0 });
    for (const answer of await requests.end()) expect(['200 one', '200 two']).toContain(answer);
  }, 120_000);
});
