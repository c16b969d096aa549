import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attentionRules } from '../../../server/infrastructure/attention/attentionOf.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import { deploymentRow } from '../../deploymentRow.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

describe('a slot needs a human', () => {
  it.each([
    ['failed', 'Slot d/w/s failed: The program exited with code 3.'],
    ['unhealthy', 'Slot d/w/s is unhealthy: The program exited with code 3.'],
    ['healthy', undefined],
    ['starting', undefined],
  ] as const)('while it is %s: %s', (state, message) => {
    expect(
      attentionRules.slots({ id: 'd/w/s', state, problem: 'The program exited with code 3.' } as Slot),
    ).toBe(message);
  });
});

describe('a deployment that waits before its requests', () => {
  const waiting = {
    state: 'awaiting-approval',
    waitsFor: 'Opens Mon 22:00 Europe/Berlin (in 5 h).',
  } as const;

  it('needs a human where it asks for approvals, and none where only a window has to open', () => {
    const approvals = { required: 1, given: [], approvers: ['lead'], expiresAt: null };
    expect(attentionRules.deployments(deploymentRow({ ...waiting, approvals }))).toMatch(/Opens Mon 22:00/);
    expect(attentionRules.deployments(deploymentRow({ ...waiting, approvals: null }))).toBeUndefined();
  });
});

describe('the list of what needs a human', () => {
  let example: ExampleRepository;
  let ground: SubjectGround;

  beforeEach(async () => {
    example = await makeBranchedRepository();
    ground = await SubjectGround.start(example.folder);
  });
  afterEach(async () => {
    await ground.close();
    await example.remove();
  });

  it('has a branch while it conflicts with the base', async () => {
    const id = 'branches/feature/realtime-conflict';
    const row = await ground.row('attention', id, (one) => one !== undefined);
    expect(row).toEqual({
      id,
      resource: 'branches',
      row: 'feature/realtime-conflict',
      message: 'feature/realtime-conflict conflicts with the base in app.py.',
    });
    example.git('branch', '-D', 'feature/realtime-conflict');
    await ground.row('attention', id, (one) => one === undefined);
  });

  it('leaves out a branch that nobody has worked on for longer than branches.activeDays', async () => {
    const name = 'feature/realtime-conflict';
    const shown = await ground.row('attention', `branches/${name}`, (one) => one !== undefined);
    const commit = example.git('cat-file', 'commit', name);
    const daysAgo = (days: number) => Math.floor(Date.now() / 1000) - days * 86_400;
    await ground.write('old-commit', `${commit.replaceAll(/> \d+ /g, `> ${daysAgo(40)} `)}\n`);
    const old = example.git('hash-object', '-wt', 'commit', 'old-commit');
    example.git('branch', '--force', name, old);
    await ground.row('branches', name, (one) => one?.commit === old && one.conflict.state === 'conflict');
    expect(ground.rows.get('attention', `branches/${name}`)).toBeUndefined();
    await ground.write('swarm.json', '{ "branches": { "activeDays": 60 } }');
    expect(await ground.row('attention', `branches/${name}`, (one) => one !== undefined)).toEqual(shown);
  });

  it('has swarm.json while it is not valid, with the place', async () => {
    await ground.write('swarm.json', '{\n  "base": 5,\n  "teams": 7\n}');
    const row = await ground.row('attention', 'service/swarm.json', (one) => one !== undefined);
    expect(row?.message).toMatch(/^swarm\.json line 2, column \d+: .+ \(and 1 more\)$/);
    expect(ground.subjects.facts().configuration).toHaveLength(2);
    await ground.write('swarm.json', '{}');
    await ground.row('attention', 'service/swarm.json', (one) => one === undefined);
  });
});
