import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attentionRules } from '../../../server/infrastructure/attention/attentionOf.ts';
import type { Agent } from '../../../server/protocol/agents.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

const agent: Agent = {
  id: 'Agent-1',
  name: 'Scout',
  state: 'active',
  allowed: [],
  version: 0,
  health: 'fresh',
  lastSeen: '2026-11-21T08:00:00.000Z',
  lastSeenSource: 'status-file',
  mission: null,
  reported: 'ACTIVE',
  file: null,
  problem: null,
  reason: null,
};

describe('an agent needs a human', () => {
  it.each([
    [{}, undefined],
    [{ name: 'Agent-1', state: 'blocked' }, 'Agent-1 is blocked.'],
    [{ health: 'late' }, undefined],
    [{ state: 'blocked', reason: 'needs a key' }, 'Scout (Agent-1) is blocked: needs a key.'],
    [{ health: 'stale' }, 'Scout (Agent-1) is stale: last seen 2026-11-21 08:00 UTC.'],
    [{ health: 'dead' }, 'Scout (Agent-1) is dead: last seen 2026-11-21 08:00 UTC.'],
    [
      { problem: 'status.json line 3, column 2: a comma is missing', reported: null },
      'Scout (Agent-1): status.json line 3, column 2: a comma is missing.',
    ],
    [{ problem: 'status.json line 2, column 3: last_updated says …' }, undefined],
  ] as const)('where it is %j: %s', (changes, message) => {
    expect(attentionRules.agents({ ...agent, ...changes } as Agent)).toBe(message);
  });
});

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

  it('has swarm.json while it is not valid, with the place', async () => {
    await ground.write('swarm.json', '{\n  "base": 5,\n  "teams": 7\n}');
    const row = await ground.row('attention', 'service/swarm.json', (one) => one !== undefined);
    expect(row?.message).toMatch(/^swarm\.json line 2, column \d+: .+ \(and 1 more\)$/);
    expect(ground.subjects.facts().configuration).toHaveLength(2);
    await ground.write('swarm.json', '{}');
    await ground.row('attention', 'service/swarm.json', (one) => one === undefined);
  });
});
