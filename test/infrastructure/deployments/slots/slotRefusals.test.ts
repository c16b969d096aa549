import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExampleRepository } from '../../git/exampleRepository.ts';
import type { SubjectGround } from '../../subjectGround.ts';
import { approve, configurationFor, startApplication } from './exampleApplication.ts';

let example: ExampleRepository;
let ground: SubjectGround;

beforeAll(async () => {
  ({ example, ground } = await startApplication('normal'));
});
afterAll(async () => {
  await ground.close();
  await example.remove();
});

const start = (slot: string, revision: string, team = 'web') =>
  ground.call('startSlot', { params: { environment: 'development', team, slot }, body: { revision } });

describe('starting a slot', () => {
  it('is refused until a person allowed exactly this command, with the command and its hash', async () => {
    const { hash, command } = await ground.call('commandApproval', { query: { team: 'web' } });
    await expect(start('slot-1', 'main')).rejects.toMatchObject({
      code: 'command-not-approved',
      data: { hash, command, team: 'web' },
    });
    await expect(
      ground.call('approveCommand', { body: { team: 'web', hash: '0'.repeat(64) } }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await approve(ground);
    expect(await ground.call('commandApproval', { query: { team: 'web' } })).toMatchObject({
      approved: true,
    });
    await ground.write('swarm.json', JSON.stringify(configurationFor('normal')).replace('hello', 'changed'));
    const changed = () => ground.call('commandApproval', { query: { team: 'web' } });
    await ground.untilInForce(async () => (await changed()).hash !== hash);
    expect(await changed()).toMatchObject({ approved: false });
    await approve(ground);
  });

  it('is refused for unknown slots, teams without a command, and unknown revisions, and records nothing', async () => {
    await approve(ground);
    const attempts = [
      [() => start('slot-9', 'main'), 'not-found'],
      [() => start('slot-3', 'main', 'idle'), 'no-deployment-configured'],
      [() => start('slot-1', 'nowhere'), 'unknown-revision'],
    ] as const;
    for (const [attempt, code] of attempts) await expect(attempt()).rejects.toMatchObject({ code });
    expect(await ground.eventTypes('slot/development/web/slot-1')).toEqual([]);
  });

  it('happens once for a repeated request, and is refused while the slot is busy', async () => {
    await approve(ground);
    const params = { environment: 'development', team: 'web', slot: 'slot-2' };
    const meta = { actor: 'ada', idempotency: { key: 'k', requestHash: 'h' } };
    for (let round = 0; round < 2; round++)
      await ground.call('startSlot', { params, body: { revision: 'main' } }, meta);
    await expect(start('slot-2', 'main')).rejects.toMatchObject({ code: 'slot-busy' });
    await ground.row('slots', 'development/web/slot-2', (row) => row?.state === 'healthy');
    expect(
      (await ground.eventTypes('slot/development/web/slot-2')).filter((type) => type === 'slot.started'),
    ).toHaveLength(1);
    await ground.call('stopSlot', { params });
    await ground.row('slots', 'development/web/slot-2', (row) => row?.state === 'idle');
  });

  it('is refused where another team with slots would use the same database', async () => {
    const configuration = JSON.stringify(configurationFor('normal'));
    const url = 'postgres://db/app';
    const other = { branchPrefix: 'feature/idle', deployment: { command: ['x'], environment: { DB: url } } };
    const approval = () => ground.call('commandApproval', { query: { team: 'web' } });
    const { hash } = await approval();
    await ground.write(
      'swarm.json',
      configuration
        .replace('"GREETING":"hello"', `"DATABASE_URL":"${url}"`)
        .replace('{"branchPrefix":"feature/idle"}', JSON.stringify(other)),
    );
    await ground.untilInForce(async () => (await approval()).hash !== hash);
    await approve(ground);
    await expect(start('slot-1', 'main')).rejects.toMatchObject({
      code: 'resource-conflict',
      message:
        'Teams web and idle would both use database postgres://db/app (DATABASE_URL in swarm.json); give each its own.',
    });
  });
});
