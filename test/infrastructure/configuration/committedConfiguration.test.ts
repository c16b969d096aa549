import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasCommittedConfiguration } from '../../../client/infrastructure/committedConfiguration.ts';
import { committedConfiguration } from '../../../server/infrastructure/configuration/committedConfiguration.ts';
import { openRepository } from '../../../server/infrastructure/git/repository.ts';
import { configurationFor, makeApplication } from '../deployments/slots/exampleApplication.ts';
import type { ExampleRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround | undefined;

/** `main` has a swarm.json; `feature/web-one`, which is checked out, has none. */
beforeEach(async () => {
  example = await makeApplication();
  await example.commit('swarm.json', JSON.stringify(configurationFor('normal')));
  example.git('checkout', '-q', 'feature/web-one');
});
afterEach(async () => {
  await ground?.close();
  ground = undefined;
  await example.remove();
});

const inForce = (ids: readonly string[]) => ids.map((id) => `development/web/${id}`);
const slots = (started: SubjectGround) =>
  started.rows.list('slots').flatMap(({ id, team }) => (team === 'web' ? [id] : []));

it('teams and slots of the base stay where what is checked out says none, and run nothing that was not allowed', async () => {
  ground = await SubjectGround.start(example.folder);
  expect(slots(ground)).toEqual(inForce(['slot-1', 'slot-2']));
  expect(ground.subjects.facts()).toMatchObject({ configurationFrom: 'main', configuration: [] });
  const start = {
    params: { environment: 'development', team: 'web', slot: 'slot-1' },
    body: { revision: 'main' },
  };
  await expect(ground.call('startSlot', start)).rejects.toMatchObject({ code: 'command-not-approved' });
});

it('follow the base where it moves, and the work tree as soon as it has a file of its own', async () => {
  ground = await SubjectGround.start(example.folder);
  const { teams } = configurationFor('normal') as { teams: object };
  const declare = (name: string) => ({ teams, environments: { development: { slots: { web: [name] } } } });
  example.git('checkout', '-q', 'main');
  await ground.row('slots', 'development/web/slot-1', (row) => row !== undefined);
  await example.commit('swarm.json', JSON.stringify(declare('moved')));
  example.git('checkout', '-q', 'feature/web-one');
  await ground.row('slots', 'development/web/moved', (row) => row !== undefined);
  await ground.write('swarm.json', declare('own'));
  await ground.row('slots', 'development/web/own', (row) => row !== undefined);
  expect(ground.subjects.facts()).toMatchObject({ configurationFrom: null });
  await rm(path.join(example.folder, 'swarm.json'));
  await ground.row('slots', 'development/web/moved', (row) => row !== undefined);
  expect(slots(ground)).toEqual(inForce(['moved']));
});

it('the base that the base names counts, and a link in its place is no swarm.json', async () => {
  const repository = await openRepository(example.folder);
  expect(await committedConfiguration(repository)).toMatchObject({ branch: 'main' });
  expect(await hasCommittedConfiguration(example.folder)).toBe(true);
  example.git('checkout', '-q', 'main');
  example.git('branch', 'trunk');
  await example.commit('swarm.json', '{ "base": "trunk" }');
  expect(await committedConfiguration(repository)).toMatchObject({ branch: 'trunk' });
  example.git('rm', '-q', 'swarm.json');
  example.git(
    'update-index',
    '--add',
    '--cacheinfo',
    `120000,${example.git('hash-object', '-w', 'version.txt').trim()},swarm.json`,
  );
  example.git('commit', '-q', '-m', 'A link');
  expect(await committedConfiguration(repository)).toBeUndefined();
});
