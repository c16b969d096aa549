import { describe, expect, it } from 'vitest';
import { agentNeeds } from '../../../server/infrastructure/attention/agentNeeds.ts';
import type { Agent } from '../../../server/protocol/agents.ts';
import { agentRow } from '../../agentRow.ts';

const gone = { kind: 'process', text: 'It says active …', time: '2026-11-21T08:10:00.000Z' };
const looping = { name: 'looping', points: -30, reason: 'It told the same output at least 5 times.' };
const misplaced = { name: 'misplaced', points: -10, reason: 'It is in the state review, which is gone.' };

describe('an agent needs a human', () => {
  it.each([
    [{}, undefined],
    [{ health: 'late', flags: ['late'] }, undefined],
    [{ name: 'Agent-1', state: 'blocked', meaning: 'waiting' }, 'Agent-1 is blocked.'],
    [
      { state: 'blocked', meaning: 'waiting', reason: 'needs a key' },
      'Scout (Agent-1) is blocked: needs a key.',
    ],
    [
      { condition: 'waiting-for-input', waitingFor: 'which port?' },
      'Scout (Agent-1) waits for input: which port?',
    ],
    [{ health: 'stale' }, 'Scout (Agent-1) is stale: last seen 2026-11-21 08:00 UTC.'],
    [{ health: 'dead' }, 'Scout (Agent-1) is dead: last seen 2026-11-21 08:00 UTC.'],
    [
      { condition: 'ghost', evidence: [gone], health: 'dead' },
      'Scout (Agent-1) says it is active, but its process is gone since 2026-11-21 08:10 UTC.',
    ],
    [{ condition: 'wedged', health: 'dead' }, 'Scout (Agent-1) runs, but says nothing any more.'],
    [{ condition: 'stalled' }, 'Scout (Agent-1) is alive, but has told nothing new for long.'],
    [
      { flags: ['looping'], score: { value: 70, parts: [looping] } },
      'Scout (Agent-1) told the same output at least 5 times.',
    ],
    [
      { flags: ['misplaced'], score: { value: 90, parts: [misplaced] }, allowed: ['queued', 'done'] },
      'Scout (Agent-1) is in the state review, which is gone. Move it to queued or done.',
    ],
    [
      {
        quarantined: true,
        health: 'dead',
        evidence: [{ kind: 'quarantine', text: 'Quarantined by ada: it deletes tests', time: null }],
      },
      'Scout (Agent-1) is in quarantine, by ada: it deletes tests.',
    ],
    [
      { problem: 'status.json line 3, column 2: a comma is missing', flags: ['damaged'] },
      'Scout (Agent-1) has a damaged status file: status.json line 3, column 2: a comma is missing.',
    ],
    [{ problem: 'status.json line 2, column 3: last_updated says …' }, undefined],
  ] as const)('where it is %j: %s', (changes, message) => {
    expect(agentNeeds(agentRow('Agent-1', { name: 'Scout', ...(changes as Partial<Agent>) }))).toBe(message);
  });
});
