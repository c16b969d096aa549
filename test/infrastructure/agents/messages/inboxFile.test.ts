import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInboxFile } from '../../../../server/infrastructure/agents/messages/inboxFile.ts';
import { inboxFileName, inboxText } from '../../../../server/infrastructure/agents/messages/inboxText.ts';
import { readMessageQueue } from '../../../../server/infrastructure/agents/messages/messageQueueFile.ts';
import { messageSchema } from '../../../../server/protocol/messages.ts';

const modifiedAt = new Date('2026-11-21T08:00:00.000Z');
const file = 'agent_workspaces/Agent-1/inbox/GAS_FROM_CAPTAIN.md';
const read = (text: string) => readInboxFile(text, { file, agent: 'Agent-1', modifiedAt });

const letter = [
  '# 🚨 CAPTAIN MESSAGE - TEXT',
  '',
  '**From**: Captain Agent-4 (Strategic Oversight)  ',
  '**TO:** Agent-1',
  '**PRIORITY**: URGENT (do it now)',
  '**Message ID**: msg_20261121_1',
  '**Timestamp**: 2026-11-21T07:59:00Z',
  '',
  '---',
  '',
  'Take the **core** first.',
  '**From**: not the head any more',
];

/** Any text: control characters above all. */
const characters = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 160 }), fc.integer({ min: 0, max: 0x2fff })), { maxLength: 250 })
  .map((codes) => String.fromCharCode(...codes));

describe('a Markdown file of an inbox', () => {
  it('is a message by its head, with bold names before or after the colon and words of any case', () => {
    const text = letter.join('\r\n');
    expect(read(text)).toEqual({
      message: {
        id: expect.stringMatching(/^f-[0-9a-f]{16}$/),
        from: 'Captain Agent-4 (Strategic Oversight)',
        to: { agent: 'Agent-1' },
        priority: 'urgent',
        subject: '🚨 CAPTAIN MESSAGE - TEXT',
        text: 'Take the **core** first.\n**From**: not the head any more',
        sentAt: '2026-11-21T07:59:00.000Z',
        expiresAt: null,
        source: `${file}:1`,
        problem: null,
      },
      ownId: 'msg_20261121_1',
      settled: false,
    });
  });

  it.each([
    ['nothing', '', 'unknown', 'GAS_FROM_CAPTAIN.md', 'normal'],
    ['words alone', 'Hello there', 'unknown', 'GAS_FROM_CAPTAIN.md', 'normal'],
    ['a plain head', 'From: Agent-3\nPriority: regular\nDate: 2026-11-20\n\nHi', 'Agent-3', 'Hi', 'normal'],
    [
      'words before its head',
      '⛽ **Jet fuel** ⛽\n\n**From**: Agent-4\n**Tags**: gas\n**Priority**: HIGH - go on\n\n---\nGo on.',
      'Agent-4',
      '⛽ Jet fuel ⛽',
      'high',
    ],
    ['an arrow', '[A2A] Agent-1 → Agent-2\nPriority: URGENT\nTags: x\n\nYes.', 'Agent-1', 'Yes.', 'urgent'],
    ['a list', '- **From:** Agent-3\n- **Subject:** `Gas`\n- Priority: High', 'Agent-3', 'Gas', 'high'],
  ])('that has %s is a message all the same', (_, text, from, subject, priority) => {
    expect(read(text).message).toMatchObject({ from, subject, priority });
  });

  it('sent later than it was written says so, and counts from when it was written', () => {
    const { message } = read('**Timestamp**: 2027-01-01T00:00:00Z');
    expect(message.sentAt).toBe(modifiedAt.toISOString());
    expect(message.problem).toMatch(/sent at 2027-01-01T00:00:00\.000Z, later than its file was written/);
  });

  it('never is anything but bounded text without control characters, whatever it contains', () => {
    fc.assert(
      fc.property(characters, characters, (head, words) => {
        const { message } = read(`# ${words}\n**From**: ${head}\n**Priority**: ${words}\n\n${words}`);
        expect(messageSchema.safeParse({ ...message, acknowledged: [] }).success).toBe(true);
        expect(`${message.from}${message.subject}`).not.toMatch(/\p{Cc}/u);
        expect(message.text).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(message.from.length).toBeLessThanOrEqual(100);
        expect(message.subject.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 30 },
    );
  });

  it('made to be slow to read is read at once', () => {
    const { message } = read(`${'*'.repeat(50_000)}From${' '.repeat(50_000)}:\n${'- '.repeat(50_000)}`);
    expect(message.from).toBe('unknown');
  });

  it('that we wrote ourselves gives back what was sent, under the id of the message', () => {
    const sent = {
      id: 'm-0123456789abcdef',
      from: 'ada',
      to: { agent: 'Agent-1' },
      priority: 'high' as const,
      subject: 'Look at app.py',
      text: 'Line one.\n\n# No heading of ours\nLine two.',
      sentAt: '2026-11-21T07:59:58.123Z',
      expiresAt: null,
      source: 'api',
      acknowledged: [],
      problem: null,
    };
    const { message, ownId } = read(inboxText(sent));
    expect(ownId).toBe(sent.id);
    const { from, to, priority, subject, text, sentAt } = sent;
    expect(message).toMatchObject({ from, to, priority, subject, text, sentAt });
    expect(inboxFileName(sent)).toBe('20261121T075958Z_m-0123456789abcdef.md');
  });
});

describe('a JSON queue', () => {
  const entry = (recipient: string, status: string, content = 'Run the gates') => ({
    message: { type: 'text', sender: 'Captain', recipient, content, priority: 'regular' },
    queue_id: `q-${recipient}-${status}`,
    status,
    created_at: '2026-11-20T10:00:00',
  });
  const queue = (value: unknown) =>
    readMessageQueue(
      'queue.json',
      typeof value === 'string' ? value : JSON.stringify(value, null, 1),
      modifiedAt,
    );

  it('holds messages to agents and to all, each with its line, those done with marked as such', () => {
    const found = queue([entry('Agent-2', 'PENDING'), entry('all', 'DELIVERED'), { message: {} }, 7]);
    expect(found.map(({ message, settled }) => [message.to, message.source, settled])).toEqual([
      [{ agent: 'Agent-2' }, 'queue.json:2', false],
      [{ all: true }, 'queue.json:14', true],
    ]);
    expect(found[0]?.message).toMatchObject({
      from: 'Captain',
      subject: 'Run the gates',
      priority: 'normal',
    });
  });

  it('that breaks off is read as far as it goes, and one that is something else is none', () => {
    const text = JSON.stringify([entry('Agent-2', 'PENDING'), entry('Agent-3', 'PENDING')]);
    expect(queue(text.slice(0, -200))).toHaveLength(1);
    expect(queue('{"a": 1}')).toEqual([]);
    expect(queue('['.repeat(100_000))).toEqual([]);
  });
});
