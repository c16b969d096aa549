import { describe, expect, it, vi } from 'vitest';
import type { Message } from '../../../server/protocol/messages.ts';
import { fakeVsCode } from '../views/fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { inboxText } = await import('../../../client/commands/messages/inboxText.ts');
const { agentHistoryText } = await import('../../../client/commands/agents/agentHistoryText.ts');
const { entriesText } = await import('../../../client/commands/contracts/entriesText.ts');
const { spanText } = await import('../../../client/commands/spanText.ts');

const now = Date.parse('2026-11-21T08:00:00.000Z');
const message: Message = {
  id: 'm1',
  from: 'Avery',
  to: { agent: 'A' },
  priority: 'urgent',
  subject: 'Stop',
  text: 'Read `this`:\n```\n[run](command:x)',
  sentAt: '2026-11-21T07:00:00.000Z',
  expiresAt: null,
  source: 'api',
  acknowledged: [],
  problem: null,
};

describe('the page of an inbox', () => {
  it('begins with what is unread, in which nothing becomes a link', () => {
    const read = {
      ...message,
      id: 'm2',
      subject: 'Old',
      acknowledged: [{ agent: 'A', time: message.sentAt }],
    };
    const text = inboxText(
      'A',
      [
        { ...read, acknowledged: [...read.acknowledged] },
        { ...message, acknowledged: [] },
      ],
      now,
    );
    expect(text.indexOf('## `Stop`')).toBeLessThan(text.indexOf('# Read, or over'));
    expect(text.indexOf('## `Old`')).toBeGreaterThan(text.indexOf('# Read, or over'));
    expect(text).toContain('````text\nRead `this`:\n```\n[run](command:x)\n````');
    expect(text).toContain('**urgent**');
  });

  it('takes what is over for read', () => {
    const over = { ...message, acknowledged: [], expiresAt: '2026-11-21T07:30:00.000Z' };
    expect(inboxText('A', [over], now)).toContain('There is nothing unread.');
  });
});

it('the history of an agent tells its time in each state, the longest first', () => {
  const text = agentHistoryText({
    agent: 'A',
    machine: 'standard',
    state: 'blocked',
    since: null,
    older: true,
    totals: [
      { state: 'active', seconds: 60, visits: 1 },
      { state: 'blocked', seconds: 180, visits: 2 },
    ],
    transitions: [
      {
        seq: 1,
        from: 'active',
        to: 'blocked',
        source: 'command',
        actor: 'a|b',
        seconds: 60,
        reason: 'waits | [x](y)',
        time: '2026-11-21T07:00:00.000Z',
      },
    ],
  });
  expect(text).toContain('| `blocked` | 3 min 0 s | 75 % | 2 |\n| `active` | 1 min 0 s | 25 % | 1 |');
  expect(text).toContain('`waits \\| [x](y)`');
  expect(text).toContain('/v1/history?stream=agent/A');
});

it('the journal of a contract stands newest first, and says whether the books balance', () => {
  const entry = (seq: number, points: number) => ({
    ...{
      seq,
      contract: 'C',
      type: 'points.credited',
      task: null,
      agent: 'A',
      reason: 'done',
      reverses: null,
    },
    postings: [{ account: 'earned/A', points }],
    actor: 'Avery',
    time: '2026-11-21T07:00:00.000Z',
  });
  const text = entriesText('C', [entry(1, 10), entry(2, -4)], { contract: 'C', accounts: [], sum: 0 });
  expect(text.indexOf('`earned/A` -4')).toBeLessThan(text.indexOf('`earned/A` +10'));
  expect(text).toContain('the books balance');
  expect(entriesText('C', [], { contract: 'C', accounts: [], sum: 3 })).toContain('do not balance');
});

it('a span of time is told in its two largest units', () => {
  const texts = [-1, 59, 61, 3_700, 90_000].map(spanText);
  expect(texts).toEqual(['0 s', '59 s', '1 min 1 s', '1 h 1 min', '1 d 1 h']);
});
