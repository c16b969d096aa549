import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  example = await makeRepository();
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

const credit = (contract: string, points: number) =>
  ground.call('creditPoints', { params: { contract }, body: { agent: 'Agent-1', points, reason: 'merged' } });

describe('contracts', () => {
  it('are created, credited with reason and actor, and never beyond what remains', async () => {
    const body = { id: 'C-1', title: 'Split the core', total: 100, parties: [] };
    const created = await ground.call('createContract', { body });
    expect(created).toMatchObject({ total: 100, credited: 0, source: 'ledger' });
    const row = await credit('C-1', 60);
    expect(row).toMatchObject({ credited: 60, remaining: 40 });
    expect(row.credits).toEqual([
      {
        seq: 2,
        agent: 'Agent-1',
        points: 60,
        reason: 'merged',
        actor: 'ada',
        time: expect.any(String),
        task: null,
        reversed: false,
      },
    ]);
    await expect(credit('C-1', 41)).rejects.toMatchObject({
      code: 'over-budget',
      message: 'C-1 has 40 of 100 points left; 41 are too many.',
      data: { remaining: 40, total: 100 },
    });
    await expect(credit('C-2', 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(ground.call('createContract', { body })).rejects.toMatchObject({ code: 'conflict' });
    await ground.restart();
    expect(ground.rows.list('contracts')).toEqual([row]);
  });

  it('take a credit without a task back once, by an entry of its own', async () => {
    await ground.call('createContract', { body: { id: 'C-1', title: 'x', total: 100, parties: [] } });
    const [given] = (await credit('C-1', 30)).credits;
    const reverse = (entry: number) =>
      ground.call('reverseEntry', { params: { contract: 'C-1', entry }, body: { reason: 'by mistake' } });
    expect(await reverse(given?.seq ?? 0)).toMatchObject({ credited: 0, credits: [{ reversed: true }] });
    await expect(reverse(given?.seq ?? 0)).rejects.toMatchObject({
      message: 'Entry 2 of C-1 was taken back before.',
    });
    await expect(reverse(1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      ground.call('creditPoints', {
        params: { contract: 'C-1' },
        body: { agent: 'Ada', points: 1, reason: 'for me' },
      }),
    ).rejects.toMatchObject({
      message: 'ada cannot credit points to its own account; somebody else has to.',
    });
  });

  it('hold their budget against credits asked for at the same time', async () => {
    await ground.call('createContract', { body: { id: 'C-1', title: 'x', total: 100, parties: [] } });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => credit('C-1', 30)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(ground.rows.get('contracts', 'C-1')).toMatchObject({ credited: 90, remaining: 10 });
  });

  it('declared by files are listed, follow the files, and enter the ledger with their first credit', async () => {
    await ground.write('swarm.json', { contracts: { sources: ['contracts/*.json'] } });
    const declared = { contract_id: 'C-7', title: 'Lazy imports', total_points: 50, completed_points: 20 };
    await ground.write('contracts/a.json', declared);
    const row = await ground.row('contracts', 'C-7', (one) => one !== undefined);
    expect(row).toMatchObject({
      total: 50,
      credited: 0,
      claimed: 20,
      source: 'contracts/a.json:1',
      problem: null,
    });
    await expect(
      ground.call('createContract', { body: { id: 'C-7', title: 'x', total: 1, parties: [] } }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(credit('C-7', 51)).rejects.toMatchObject({ code: 'over-budget' });
    expect(ground.temporary.log.lastSeq).toBe(0);
    expect(await credit('C-7', 10)).toMatchObject({
      credited: 10,
      remaining: 40,
      claimed: 20,
      source: 'contracts/a.json:1',
    });
    expect(await ground.eventTypes('contract/C-7')).toEqual(['contract.imported', 'points.credited']);
  });

  it('that a file declared keep their ledger when the file changes its mind or goes', async () => {
    const declared = { contract_id: 'C-7', title: 'Lazy imports', total_points: 50, completed_points: 20 };
    await ground.write('swarm.json', { contracts: { sources: ['contracts/*.json'] } });
    await ground.write('contracts/a.json', declared);
    await ground.row('contracts', 'C-7', (one) => one !== undefined);
    await credit('C-7', 10);
    await ground.write('contracts/a.json', { ...declared, total_points: 500 });
    await ground.row('contracts', 'C-7', (one) => /declares 500 points now/.test(one?.problem ?? ''));
    await rm(path.join(example.folder, 'contracts'), { recursive: true });
    await ground.row(
      'contracts',
      'C-7',
      (one) => one?.problem === null && one.claimed === null && one.credited === 10,
    );
  });

  it('with a bad or a second declaration say so, and need a human', async () => {
    await ground.write('contracts/a.json', [{ contract_id: 'C-1', total_points: 5 }]);
    await ground.write('contracts/b.json', [{ contract_id: 'C-1', total_points: 6 }]);
    await ground.write('contracts/c.json', '{ broken');
    await ground.write('swarm.json', { contracts: { sources: ['contracts/*.json', '../elsewhere.json'] } });
    await ground.row('contracts', 'contracts-c.json', (row) => row !== undefined);
    expect(ground.rows.get('contracts', 'C-1')?.problem).toBe(
      'contracts/a.json:2: C-1 is declared again at contracts/b.json:2',
    );
    expect(
      ground.rows
        .list('attention')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['contracts/C-1', 'contracts/contracts-c.json']);
    await expect(credit('contracts-c.json', 1)).rejects.toMatchObject({ code: 'conflict' });
  });
});
