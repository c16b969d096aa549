import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { branchSubject, changeRequested } from '../../../server/infrastructure/branches/branchSubject.ts';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import type { RouteBody } from '../../../server/protocol/routes/routes.ts';
import { swarm } from '../../cli/recordedIo.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const clean = 'feature/realtime-clean';
const conflict = 'feature/realtime-conflict';
const swarmJson = JSON.stringify({ teams: { realtime: { branchPrefix: 'feature/realtime' } } });
let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  example = await makeBranchedRepository();
  example.git('branch', 'feature/realtime-behind', 'main~1');
  example.git('branch', 'feature/realtime-level', 'main');
  await writeFile(path.join(example.folder, 'swarm.json'), swarmJson);
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

function tip(name: string): string {
  return example.git('rev-parse', `refs/heads/${name}`);
}

async function sync(body: RouteBody<'syncBranches'>) {
  const whole = { ...body, dryRun: body.dryRun ?? false };
  const outcomes = await ground.call('syncBranches', { body: whole });
  return Object.fromEntries(outcomes.map((outcome) => [outcome.name, outcome]));
}

describe('syncing the branches of a team', () => {
  it('tells first what would happen to each and moves none', async () => {
    const before = example.git('for-each-ref');
    expect(await sync({ team: 'realtime', dryRun: true })).toMatchObject({
      'feature/realtime-behind': { state: 'fast-forward', to: tip('main') },
      'feature/realtime-level': { state: 'up-to-date', to: null },
      [clean]: { state: 'merged', from: tip(clean) },
      [conflict]: { state: 'conflict', files: ['app.py'], to: null },
    });
    expect(example.git('for-each-ref')).toBe(before);
    expect(await ground.eventTypes(`branch/${clean}`)).toEqual([]);
  });

  it('merges the base into those that allow it, leaves the others, and touches no work tree', async () => {
    const [old, main, held] = [tip(clean), tip('main'), tip(conflict)];
    const outcomes = await sync({ team: 'realtime' });
    expect(example.git('rev-parse', `${clean}^1`, `${clean}^2`)).toBe(`${old}\n${main}`);
    expect(outcomes[clean]?.to).toBe(tip(clean));
    expect(example.git('log', '-1', '--format=%s', clean)).toBe(`Merge branch 'main' into ${clean}`);
    expect(example.git('show', `${clean}:app.py`, `${clean}:clean.py`)).toBe('a = 3\nb = 1');
    expect(tip('feature/realtime-behind')).toBe(main);
    expect(tip(conflict)).toBe(held);
    expect(example.git('status', '--porcelain')).toBe('?? swarm.json');
    expect(ground.rows.get('branches', clean)?.commit).toBe(tip(clean));
    expect(await ground.eventTypes(`branch/${clean}`)).toEqual(['branch.sync-requested', 'branch.synced']);
    expect((await sync({ team: 'realtime' }))[clean]).toMatchObject({ state: 'up-to-date' });
  });

  it('rebases them where the team says so, and keeps authors and messages', async () => {
    const teams = { realtime: { branchPrefix: 'feature/realtime', sync: 'rebase' } };
    await ground.write('swarm.json', { base: 'main', teams });
    await ground.row('teams', 'realtime', (row) => row !== undefined);
    expect((await sync({ branches: [clean], how: 'rebase' }))[clean]).toMatchObject({ state: 'rebased' });
    expect(example.git('rev-parse', `${clean}^`)).toBe(tip('main'));
    expect(example.git('log', '-1', '--format=%an %s', clean)).toBe('Ada Change clean.py');
    expect((await sync({ branches: [conflict], how: 'rebase' }))[conflict]).toMatchObject({
      state: 'conflict',
      files: ['app.py'],
    });
  });

  it('leaves what a work tree holds to who works there', async () => {
    const tree = path.join(ground.temporary.folder, 'tree');
    example.git('worktree', 'add', '--quiet', tree, clean);
    const before = tip(clean);
    expect((await sync({ branches: [clean] }))[clean]).toMatchObject({
      state: 'refused',
      why: `It is checked out in ${tree}; run \`git merge main\` there.`,
    });
    expect(tip(clean)).toBe(before);
  });

  it('refuses what cannot be, each branch by itself', async () => {
    expect(await sync({ branches: ['nowhere', '--all', 'main', 'elsewhere'] })).toMatchObject({
      nowhere: { state: 'refused', from: null },
      '--all': { state: 'refused', from: null },
      main: { state: 'refused' },
      elsewhere: { state: 'refused', why: expect.stringContaining('unrelated histories') },
    });
    await expect(sync({ team: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('loses no commit that is added in the last moment', async () => {
    ground.commands.onCommitted(({ type }) => {
      if (type === 'branch.sync-requested') example.git('branch', '--force', clean, conflict);
    });
    expect((await sync({ branches: [clean] }))[clean]).toMatchObject({ state: 'refused', to: null });
    expect(tip(clean)).toBe(tip(conflict));
    expect((await ground.eventTypes(`branch/${clean}`)).at(-1)).toBe('branch.sync-failed');
  });

  it('that a crash interrupted gets the outcome git shows at the next start', async () => {
    const change = { operation: 'sync', from: tip(clean), to: tip('main'), details: {} } as const;
    for (const name of [clean, 'feature/realtime-level'])
      await ground.commands.execute(branchSubject, name, () => [changeRequested(change)], { actor: 'ada' });
    await ground.restart();
    expect((await ground.eventTypes(`branch/${clean}`)).at(-1)).toBe('branch.sync-failed');
    expect((await ground.eventTypes('branch/feature/realtime-level')).at(-1)).toBe('branch.synced');
  });

  it('runs no merge driver of the repository', async () => {
    const mark = path.join(example.folder, 'mark');
    example.git('config', 'merge.evil.driver', `touch ${mark}`);
    await writeFile(path.join(example.folder, '.git/info/attributes'), '*.py merge=evil\n');
    await sync({ team: 'realtime' });
    expect(example.git('status', '--porcelain')).toBe('?? swarm.json');
  });

  it('is a command', async () => {
    const service = await startService({ repository: example.folder, startSubjects });
    const dry = await swarm(example.folder, ['branches', 'sync', '--team', 'realtime', '--dry-run']);
    expect(dry.stdout).toMatch(
      /^feature\/realtime-conflict +conflict +It conflicts with main in app\.py\.$/m,
    );
    expect(dry.code).toBe(1);
    const done = await swarm(example.folder, ['branches', 'sync', clean, '--json']);
    expect(JSON.parse(done.stdout)).toMatchObject([{ name: clean, state: 'merged', to: tip(clean) }]);
    expect((await swarm(example.folder, ['branches', 'sync'])).stderr).toContain('give branches, or a team');
    await service.stop();
  });
});
