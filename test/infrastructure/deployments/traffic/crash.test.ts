import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findRouter } from '../../../../server/infrastructure/deployments/router/routerProcess.ts';
import { ServiceGround } from './serviceGround.ts';

let ground: ServiceGround;
let address: string;
let over: boolean;
let answers: Map<string, number>;
let load: Promise<void>;

beforeAll(async () => {
  ground = await ServiceGround.start();
  address = (await ground.traffic()).address ?? '';
});
afterAll(() => ground.close());

beforeEach(async () => {
  await ground.deployBoth();
  over = false;
  answers = new Map();
  load = ask();
});
afterEach(async () => {
  over = true;
  await load;
});

/** Asks again and again and counts the answers. */
async function ask(): Promise<void> {
  while (!over) {
    const answer = await fetch(address).then(
      async (response) => `${response.status} ${await response.text()}`,
      String,
    );
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    // What is tested shares the machine.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('traffic goes on', () => {
  it('while the service is killed and started again, by the same router', async () => {
    const before = await findRouter(ground.stateFolder);
    await ground.end('SIGKILL');
    expect(await (await fetch(address)).text()).toBe('one');
    await ground.run();
    expect(await findRouter(ground.stateFolder)).toEqual(before);
    expect(await ground.traffic()).toMatchObject({ address, live: { slot: 'slot-1' } });
    expect([...answers.keys()]).toEqual(['200 one']);
  });

  it.each([
    ['before', 'traffic.switched'],
    ['after', 'traffic.switch-requested'],
    ['after', 'traffic.switched'],
  ])('while the service dies in a switch (%s %s), which the next service finishes', async (when, type) => {
    await ground.dieAt(when, type);
    await expect(ground.switch('slot-2')).rejects.toThrow();
    await ground.ended();
    expect((await fetch(address)).status).toBe(200);
    await ground.run();
    expect(await ground.traffic()).toMatchObject({ live: { slot: 'slot-2' }, pending: null, problem: null });
    expect(await (await fetch(address)).text()).toBe('two');
    expect([...answers.keys()].sort()).toEqual(['200 one', '200 two']);
  });

  it('where the slot it was to move to has died as well: it stays, and the reason is told', async () => {
    await ground.dieAt('after', 'traffic.switch-requested');
    const { pid } = (await ground.call('listSlots', {})).find(({ slot }) => slot === 'slot-2') ?? {};
    await expect(ground.switch('slot-2')).rejects.toThrow();
    await ground.ended();
    process.kill(pid ?? 0, 'SIGKILL');
    await ground.run();
    expect(await ground.traffic()).toMatchObject({
      live: { slot: 'slot-1' },
      pending: null,
      problem: expect.stringMatching(/^Slot slot-2 of development\/web /),
    });
    expect([...answers.keys()]).toEqual(['200 one']);
  });

  it('while the service dies in a rollback that has to start its release: it stays, and the reason is told', async () => {
    await ground.switch('slot-2');
    await ground.stop('slot-1');
    await ground.until('slot-1', 'idle');
    await ground.dieAt('after', 'traffic.rollback-requested');
    await expect(ground.rollback()).rejects.toThrow();
    await ground.ended();
    await ground.run();
    expect(await ground.traffic()).toMatchObject({
      live: { slot: 'slot-2' },
      pending: null,
      problem: 'The rollback was interrupted because the service stopped.',
    });
    expect([...answers.keys()].sort()).toEqual(['200 one', '200 two']);
  });

  it('by another router where the one there was is killed, at the same address', async () => {
    const { pid } = (await findRouter(ground.stateFolder)) ?? {};
    over = true;
    await load;
    process.kill(pid ?? 0, 'SIGKILL');
    await expect.poll(() => fetch(address).then((answer) => answer.text(), String)).toBe('one');
    expect((await findRouter(ground.stateFolder))?.pid).not.toBe(pid);
  });
});
