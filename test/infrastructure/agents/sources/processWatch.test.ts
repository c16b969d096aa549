import { afterEach, describe, expect, it } from 'vitest';
import { ProcessWatch } from '../../../../server/infrastructure/agents/sources/processWatch.ts';
import { RunningChild } from './runningChild.ts';

const children: RunningChild[] = [];
const watches: ProcessWatch[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await child.end();
  for (const watch of watches.splice(0)) await watch.close();
});

async function runningChild(): Promise<RunningChild> {
  const child = await RunningChild.start();
  children.push(child);
  return child;
}

function watchProcesses() {
  const told: string[] = [];
  const watch = new ProcessWatch({
    intervalMilliseconds: 3_600_000,
    onChanged: (ids) => told.push(...ids.map((id) => `changed ${id}`)),
    onIdentified: (id) => told.push(`identified ${id}`),
  });
  watches.push(watch);
  return { watch, told };
}

describe('the process of an agent', () => {
  it('is known once it was seen to run here, and seen to be gone when it ends', async () => {
    const child = await runningChild();
    const { pid } = child.identity;
    const { watch, told } = watchProcesses();
    await watch.find('A', child.identity);
    await watch.look();
    expect(watch.sightOf('A')).toMatchObject({ state: 'running', pid });
    await child.end();
    await watch.look();
    expect(watch.sightOf('A')).toMatchObject({ state: 'gone', pid });
    expect(told).toEqual(['identified A', 'changed A']);
    await watch.find('A', child.identity);
    expect(watch.sightOf('A')).toMatchObject({ state: 'gone' });
  });

  it('that has another start time is another one: it was never seen, or is gone', async () => {
    const { watch, told } = watchProcesses();
    await watch.find('A', { pid: process.pid, startTime: 'another' });
    expect(watch.sightOf('A')).toBeUndefined();
    watch.resume('B', { pid: process.pid, startTime: 'another' });
    await watch.look();
    expect(watch.sightOf('B')).toMatchObject({ state: 'gone' });
    expect(told).toEqual(['changed B']);
  });

  it('is looked for anew when the agent names another', async () => {
    const [first, second] = [await runningChild(), await runningChild()];
    const { watch } = watchProcesses();
    await watch.find('A', first.identity);
    await watch.find('A', second.identity);
    expect(watch.sightOf('A')).toMatchObject({ pid: second.identity.pid });
    await watch.find('A', { pid: 1, startTime: 'elsewhere' });
    expect(watch.sightOf('A')).toBeUndefined();
  });
});
