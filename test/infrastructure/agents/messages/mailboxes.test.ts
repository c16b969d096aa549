import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAddressedTo, type Member } from '../../../../server/infrastructure/agents/messages/address.ts';
import { Mailboxes } from '../../../../server/infrastructure/agents/messages/mailboxes.ts';
import type { Address, Message } from '../../../../server/protocol/messages.ts';

const members: readonly Member[] = [
  { id: 'Agent-1', role: 'Tester', team: 'realtime' },
  { id: 'Agent-2', role: 'builder', team: 'realtime' },
  { id: 'Agent-3', role: null, team: null },
];
const addresses: readonly Address[] = [
  { agent: 'Agent-1' },
  { agent: 'Agent-3' },
  { role: 'tester' },
  { team: 'realtime' },
  { all: true },
];

const second = (value: number) => new Date(Date.UTC(2026, 10, 21, 8, 0, value)).toISOString();

const sending = fc.record({
  to: fc.constantFrom(...addresses),
  priority: fc.constantFrom('low', 'normal', 'high', 'urgent' as const),
  sent: fc.integer({ min: 0, max: 5 }),
  expires: fc.option(fc.integer({ min: 0, max: 9 })),
  readers: fc.subarray(['Agent-1', 'Agent-2', 'Agent-3']),
  gone: fc.boolean(),
});

type Sending = typeof sending extends fc.Arbitrary<infer Value> ? Value : never;

function messageOf({ to, priority, sent, expires, readers }: Sending, index: number): Message {
  return {
    id: `m-${index}`,
    from: 'ada',
    to,
    priority: priority as Message['priority'],
    subject: 'x',
    text: '',
    sentAt: second(sent),
    expiresAt: expires === null ? null : second(expires),
    source: 'api',
    acknowledged: readers.map((agent) => ({ agent, time: second(9) })),
    problem: null,
  };
}

const ranks = ['urgent', 'high', 'normal', 'low'];

/** Ids of what a member has to read, found by looking at everything. */
function wantedBy(member: Member, sendings: readonly Sending[], now: number): string[] {
  return sendings
    .map((sending, seq) => ({ gone: sending.gone, message: messageOf(sending, seq), seq }))
    .filter(({ gone, message: { to, expiresAt, acknowledged } }) => {
      const open = expiresAt === null || Date.parse(expiresAt) > now;
      return (
        !gone && open && isAddressedTo(to, member) && !acknowledged.some(({ agent }) => agent === member.id)
      );
    })
    .sort(
      ({ message: one, seq }, { message: other, seq: next }) =>
        ranks.indexOf(one.priority) - ranks.indexOf(other.priority) ||
        Date.parse(one.sentAt) - Date.parse(other.sentAt) ||
        seq - next,
    )
    .map(({ message }) => message.id);
}

describe('the mailboxes', () => {
  it('give every agent exactly what is for it and not read, expired or gone, the most urgent first', () => {
    fc.assert(
      fc.property(fc.array(sending, { maxLength: 25 }), fc.integer({ min: 0, max: 10 }), (sendings, at) => {
        const boxes = new Mailboxes();
        const now = Date.parse(second(at));
        const messages = sendings.map(messageOf);
        for (const [seq, message] of messages.entries())
          boxes.put({ message: { ...message, acknowledged: [] }, seq, settled: false });
        for (const [seq, message] of messages.entries()) boxes.put({ message, seq, settled: false });
        for (const [index, { gone }] of sendings.entries()) if (gone) boxes.remove(`m-${index}`);
        for (const member of members) {
          const wanted = wantedBy(member, sendings, now);
          const found = boxes.find({ state: 'unread', limit: 1000 }, member, now);
          expect(found.map(({ id }) => id)).toEqual(wanted);
          expect(boxes.unreadOf(member, now)).toBe(wanted.length);
        }
      }),
    );
  });

  it('give nobody what whoever keeps the file says is done with, and still show it', () => {
    const boxes = new Mailboxes();
    const sending = {
      to: { all: true },
      priority: 'normal',
      sent: 1,
      expires: null,
      readers: [],
      gone: false,
    };
    const message = messageOf(sending as unknown as Sending, 0);
    boxes.put({ message, seq: 0, settled: false });
    boxes.put({ message, seq: 0, settled: true });
    for (const reader of [members[0], undefined]) {
      expect(boxes.find({ state: 'unread', limit: 9 }, reader, 0)).toEqual([]);
      expect(boxes.find({ state: 'acknowledged', limit: 9 }, reader, 0)).toHaveLength(1);
    }
  });

  it('show the newest of all messages in the order they were sent, and of one agent those it has read', () => {
    const boxes = new Mailboxes();
    const base = {
      to: addresses[4] ?? { all: true },
      priority: 'normal',
      expires: null,
      gone: false,
    } as const;
    for (const [seq, sent] of [3, 1, 2].entries()) {
      const readers = sent === 1 ? ['Agent-2'] : [];
      boxes.put({ message: messageOf({ ...base, sent, readers }, seq), seq, settled: false });
    }
    const ids = (state: 'all' | 'acknowledged', limit: number, reader?: Member) =>
      boxes.find({ state, limit }, reader, 0).map(({ id }) => id);
    expect(ids('all', 2)).toEqual(['m-2', 'm-0']);
    expect(ids('acknowledged', 9, members[1])).toEqual(['m-1']);
    expect(ids('acknowledged', 9, members[0])).toEqual([]);
  });
});
