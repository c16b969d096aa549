import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeploymentGround } from '../deployments/deploymentGround.ts';

const hour = 3_600_000;
let ground: DeploymentGround;

beforeEach(async () => {
  ground = await DeploymentGround.start({ observe: { seconds: 1 } });
  await ground.deploy('feature/web-one');
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await ground.close();
});

/** Moves the clock of the wall; time goes on as before. */
function jump(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

describe.each([
  ['back', -hour],
  ['ahead', 48 * hour],
])('a clock that jumps %s', (_, milliseconds) => {
  it('while a release is verified or observed makes nothing wait or go back', async () => {
    const { id } = await ground.request('main');
    await ground.in(id, 'verifying');
    jump(milliseconds);
    await ground.in(id, 'observing');
    jump(milliseconds);
    const ended = await ground.ended(id);
    expect(ended).toMatchObject({ state: 'live', problem: null });
    for (const step of ended.steps) expect(step.milliseconds).toBeGreaterThanOrEqual(0);
    expect(await ground.ask()).toBe('two');
  });
});
