import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeploymentGround } from '../deploymentGround.ts';
import { script, writes } from './gateGround.ts';

const junit = { type: 'junit', path: 'junit.xml' };
const red = '<testsuite><testcase name="adds"><failure message="1 is not 2"/></testcase></testsuite>';

/** Asks the running slot; only the release `two` passes. */
const asks = script(
  'fetch(process.env.SWARM_URL).then((answer) => answer.text()).then((text) => fs.writeFileSync("load.json", JSON.stringify({ version: text.trim() })))',
);
const load = { type: 'json', path: 'load.json', thresholds: [{ value: 'version', equals: 'two' }] };

let ground: DeploymentGround;
beforeEach(async () => {
  ground = await DeploymentGround.start();
  await ground.deploy('main');
});
afterEach(() => ground.close());

/** Declares gates of the team, and asks for them in its environment. */
async function declare(gates: readonly object[], asked: object): Promise<void> {
  const file = JSON.parse(await readFile(path.join(ground.ground.repository, 'swarm.json'), 'utf8'));
  Object.assign(file.teams.web, { gates });
  Object.assign(file.environments.development, { gates: asked });
  await ground.put(file);
}

describe('a deployment with gates', () => {
  it('ends with a required gate that fails, before anything of it has run, and what was live stays live', async () => {
    const gates = [{ name: 'tests', command: writes('junit.xml', red), report: junit }];
    await declare(gates, { required: ['tests'] });
    await expect(ground.request('feature/web-one')).rejects.toMatchObject({ code: 'command-not-approved' });
    await ground.allow();
    const row = await ground.deploy('feature/web-one');
    const why =
      'The report junit.xml does not pass: 1 failed test (at most 0). The first: failed: adds: 1 is not 2';
    expect(row).toMatchObject({ state: 'failed', problem: `Gate tests failed: ${why}` });
    expect(row.gates).toMatchObject([{ name: 'tests', required: true, outcome: 'failed', problem: why }]);
    expect(row.steps.map(({ state }) => state)).not.toContain('starting');
    expect(await ground.ask()).toBe('two');
  });

  it('goes live where the required ones pass, and tells what an advisory one says', async () => {
    const gates = [
      { name: 'advice', command: script('process.exit(1)') },
      { name: 'version', at: 'slot', command: asks, report: load },
    ];
    await declare(gates, { required: ['version', 'v2'], advisory: ['advice'] });
    await ground.allow();
    const row = await ground.deploy('main');
    expect(row.state).toBe('live');
    expect(row.gates.map(({ name, outcome }) => `${name} ${outcome}`).sort()).toEqual([
      'advice failed',
      'v2 passed',
      'version passed',
    ]);
  });

  it('gives no requests to a release that fails a gate in its slot, and leaves nothing of it running', async () => {
    await declare([{ name: 'version', at: 'slot', command: asks, report: load }], { required: ['version'] });
    await ground.allow();
    const row = await ground.deploy('feature/web-one');
    expect(row).toMatchObject({
      state: 'failed',
      problem: 'Gate version failed: The report load.json does not pass: version is one (has to be two).',
    });
    expect(await ground.ask()).toBe('two');
    await ground.slot('slot-2', (slot) => slot?.state === 'idle' || slot?.state === 'failed');
  });
});
