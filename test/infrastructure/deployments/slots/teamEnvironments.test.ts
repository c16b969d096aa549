import { expect, it } from 'vitest';
import { makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

it('a team deploys only to the environments that swarm.json allows it', async () => {
  const example = await makeRepository();
  await example.commit('a.txt', 'one\n');
  const ground = await SubjectGround.start(example.folder);
  const slots = { web: ['slot-1'] };
  const web = { branchPrefix: 'web', environments: ['staging'], deployment: { command: ['true'] } };
  await ground.write('swarm.json', {
    teams: { web },
    environments: { staging: { slots }, production: { slots } },
  });
  await ground.row('slots', 'production/web/slot-1', (row) => row !== undefined);
  const start = (environment: string) =>
    ground.call('startSlot', {
      params: { environment, team: 'web', slot: 'slot-1' },
      body: { revision: 'main' },
    });
  await expect(start('production')).rejects.toMatchObject({
    code: 'not-allowed',
    message:
      'Team web may deploy to staging only, not to production: teams.web.environments in swarm.json says so.',
  });
  await expect(start('staging')).rejects.toMatchObject({ code: 'command-not-approved' });
  await ground.close();
  await example.remove();
});
