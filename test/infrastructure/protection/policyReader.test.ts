import { rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import { openRepository } from '../../../server/infrastructure/git/repository.ts';
import { PolicyReader } from '../../../server/infrastructure/protection/policyReader.ts';
import { defaultConfiguration } from '../../../server/protocol/configuration/configuration.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';

const workTree = { configuration: defaultConfiguration(), places: new Map() };
let example: ExampleRepository;
let reader: PolicyReader;

beforeEach(async () => {
  // Files that changed a second ago count as settled.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  example = await makeRepository();
  reader = new PolicyReader(await openRepository(example.folder));
});
afterEach(async () => {
  vi.useRealTimers();
  await example.remove();
});

const swarm = (team: string, more: object = {}) =>
  JSON.stringify({ teams: { [team]: { branchPrefix: team } }, ...more });
const teamsNow = async () => Object.keys((await reader.read(workTree)).teams);

it('a policy that is read again is the one that the base has now', async () => {
  for (const team of ['one', 'two', 'three']) {
    await example.commit('swarm.json', swarm(team));
    for (let round = 0; round < 3; round++) expect(await teamsNow()).toEqual([team]);
  }
  example.git('pack-refs', '--all');
  expect(await teamsNow()).toEqual(['three']);
  example.git('reset', '--quiet', '--hard', 'HEAD~2');
  expect(await teamsNow()).toEqual(['one']);
});

it('a policy that is read again without a change asks git nothing', async () => {
  await example.commit('swarm.json', swarm('one'));
  await teamsNow();
  vi.stubEnv('PATH', '/nowhere');
  expect(await teamsNow()).toEqual(['one']);
  vi.unstubAllEnvs();
});

it('the work tree counts as it is now where the base has nothing, and git is asked once', async () => {
  await example.commit('a.txt', 'one\n');
  expect(await teamsNow()).toEqual([]);
  vi.stubEnv('PATH', '/nowhere');
  const { configuration } = parseConfiguration(swarm('one'));
  if (!configuration) throw new Error('not valid');
  expect(Object.keys((await reader.read({ configuration, places: new Map() })).teams)).toEqual(['one']);
  expect(await teamsNow()).toEqual([]);
  vi.unstubAllEnvs();
});

it('a base that could not be read once is read again', async () => {
  await example.commit('swarm.json', swarm('one'));
  const tree = example.git('rev-parse', 'HEAD^{tree}').trim();
  const object = path.join(example.folder, '.git/objects', tree.slice(0, 2), tree.slice(2));
  await rename(object, `${object}.away`);
  expect(await teamsNow()).toEqual([]);
  await rename(`${object}.away`, object);
  expect(await teamsNow()).toEqual(['one']);
});

it('another base that the base names is followed as well', async () => {
  await example.commit('swarm.json', swarm('one', { base: 'release/1' }));
  for (let round = 0; round < 3; round++) expect(await teamsNow()).toEqual(['one']);
  example.git('checkout', '--quiet', '-b', 'release/1');
  for (const team of ['two', 'three']) {
    await example.commit('swarm.json', swarm(team));
    for (let round = 0; round < 3; round++) expect(await teamsNow()).toEqual([team]);
  }
});

it('the work tree counts only as long as the base has nothing', async () => {
  await example.commit('a.txt', 'one\n');
  for (let round = 0; round < 3; round++) expect(await teamsNow()).toEqual([]);
  await example.commit('swarm.json', swarm('one'));
  expect(await teamsNow()).toEqual(['one']);
});

it('what the base has in its place that is no swarm.json, a link or far too large, lifts nothing', async () => {
  await example.commit('swarm.json', swarm('one'));
  await rm(path.join(example.folder, 'swarm.json'));
  await symlink('other.json', path.join(example.folder, 'swarm.json'));
  await example.commit('other.json', swarm('linked'));
  example.git('add', 'swarm.json');
  example.git('commit', '--quiet', '-m', 'a link');
  expect(await teamsNow()).toEqual(['one']);
  await rm(path.join(example.folder, 'swarm.json'));
  await example.commit('swarm.json', swarm('large').padEnd(1_000_001));
  expect(await teamsNow()).toEqual(['one']);
});
