import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedSchema, eventSchema } from '../../../server/protocol/events.ts';
import { agentRow } from '../../agentRow.ts';
import { add, counter, tester } from '../events/counter.ts';
import { Follower } from './follower.ts';
import { rawRequest } from './rawRequest.ts';
import { TestApi } from './testApi.ts';

function append(api: TestApi, times: number): Promise<unknown> {
  return Promise.all(Array.from({ length: times }, () => api.commands.execute(counter, 'a', add(1), tester)));
}

function positions(after: number, last: number): number[] {
  return Array.from({ length: last - after }, (_, index) => after + index + 1);
}

describe('the event stream', () => {
  it('starts now, and sends logged events with their position and changed rows without', async () => {
    await using api = await TestApi.start();
    await append(api, 3);
    const follower = await Follower.open(api);
    await append(api, 1);
    api.rows.set('agents', 'A', agentRow('A'));
    api.rows.delete('agents', 'A');
    await follower.until(() => follower.messages.length === 3);
    const [event, set, gone] = follower.messages.map(({ data }) => JSON.parse(data) as unknown);
    expect(eventSchema.parse(event).seq).toBe(4);
    expect(changedSchema.parse(set)).toEqual({ resource: 'agents', id: 'A', row: agentRow('A') });
    expect(changedSchema.parse(gone).row).toBeNull();
    expect(follower.messages.map(({ event: name, id }) => [name, id])).toEqual([
      ['event', '4'],
      ['changed', undefined],
      ['changed', undefined],
    ]);
    follower.close();
  });

  it('goes on after Last-Event-ID, which counts more than ?after=', async () => {
    await using api = await TestApi.start();
    await append(api, 5);
    const byHeader = await Follower.open(api, '?after=0', 3);
    const byQuery = await Follower.open(api, '?after=1');
    await byHeader.until(() => byHeader.ids.length === 2);
    await byQuery.until(() => byQuery.ids.length === 4);
    expect([byHeader.ids, byQuery.ids]).toEqual([positions(3, 5), positions(1, 5)]);
    byHeader.close();
    byQuery.close();
  });

  it('refuses a position the log does not have, and one that is no number', async () => {
    await using api = await TestApi.start();
    for (const query of ['?after=1', '?after=x', '?after=1e1', '?client=other']) {
      const answer = await rawRequest(api.port, { path: `/v1/events${query}`, headers: api.authorized });
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'invalid-request']);
    }
  });

  it('refuses a Last-Event-ID that is no position in digits', async () => {
    await using api = await TestApi.start();
    await append(api, 5);
    for (const id of ['', '0x3', '1e0', '-0', '1.0', '3, 4', '+1', '6', '99999999999999999999']) {
      const headers = { ...api.authorized, 'last-event-id': id };
      const answer = await rawRequest(api.port, { path: '/v1/events', headers });
      expect([id, answer.status, JSON.parse(answer.text).code]).toEqual([id, 400, 'invalid-request']);
    }
  });

  it('pings, so that nobody takes it for dead', async () => {
    await using api = await TestApi.start({ stream: { pingMilliseconds: 5 } });
    const follower = await Follower.open(api);
    await follower.until(() => follower.comments.includes('ping'));
    follower.close();
  });

  it('counts editor windows while they are connected', async () => {
    const counts: number[][] = [];
    const gone = Promise.withResolvers<void>();
    const onClients = (clients: number, windows: number) => {
      counts.push([clients, windows]);
      if (clients === 0) gone.resolve();
    };
    await using api = await TestApi.start({ stream: { onClients } });
    const other = await Follower.open(api);
    const window = await Follower.open(api, '?client=window');
    other.close();
    await other.until(() => other.ended).catch(() => {});
    window.close();
    await gone.promise;
    expect(counts.slice(0, 2)).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(counts.at(-1)).toEqual([0, 0]);
  });

  it('ends when the service closes', async () => {
    const api = await TestApi.start();
    const follower = await Follower.open(api);
    await api[Symbol.asyncDispose]();
    await expect(follower.until(() => false)).rejects.toThrow('ended');
  });
});

/** A connection to the stream that has begun and is never read again. */
async function openStalled(api: TestApi): Promise<Socket> {
  const socket = connect(api.port, '127.0.0.1').pause();
  socket.on('error', () => {});
  const opened = once(socket, 'readable');
  socket.write(
    `GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nAuthorization: Bearer ${api.token}\r\n\r\n`,
  );
  await opened;
  return socket;
}

describe('a reader that does not read', () => {
  it('is cut off at the bound and resumes by id', async () => {
    let connected = 0;
    const onClients = (clients: number) => {
      connected = clients;
    };
    await using api = await TestApi.start({ stream: { onClients, maximumBuffered: 10_000 } });
    const stalled = await openStalled(api);
    expect(connected).toBe(1);
    const mission = 'x'.repeat(100_000);
    for (let version = 1; connected > 0 && version < 1000; version += 1) {
      api.rows.set('agents', 'A', agentRow('A', { version, mission }));
      await append(api, 1);
    }
    expect(connected).toBe(0);
    const resumed = await Follower.open(api, '', 0);
    await resumed.until(() => resumed.ids.length === api.log.lastSeq);
    stalled.destroy();
    resumed.close();
  });
});

interface Burst {
  readonly events: number;
  readonly reconnect: boolean;
}

/** Positions received by one who follows from a position on and comes back now and then, while events are appended. */
async function followThrough(api: TestApi, from: number, bursts: readonly Burst[]): Promise<number[]> {
  const received: number[] = [];
  // Not awaited: events are appended while the connection opens and replays.
  let opening = Follower.open(api, `?after=${from}`);
  for (const { events, reconnect } of bursts) {
    const appended = append(api, events);
    if (reconnect) {
      const follower = await opening;
      follower.close();
      received.push(...follower.ids);
      opening = Follower.open(api, '', received.at(-1) ?? from);
    }
    await appended;
  }
  const last = await opening;
  await last.until(() => (last.ids.at(-1) ?? received.at(-1) ?? from) === api.log.lastSeq);
  last.close();
  return [...received, ...last.ids];
}

describe('between replay and live', () => {
  it('no event is lost or doubled, whenever one connects and however often one comes back', async () => {
    const plan = fc.record({
      before: fc.nat({ max: 250 }),
      hasDistantLog: fc.boolean(),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      bursts: fc.array(fc.record({ events: fc.nat({ max: 150 }), reconnect: fc.boolean() }), {
        maxLength: 6,
      }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ before, part, bursts, hasDistantLog }) => {
        await using api = await TestApi.start({ hasDistantLog });
        await append(api, before);
        const from = Math.floor(part * before);
        expect(await followThrough(api, from, bursts)).toEqual(positions(from, api.log.lastSeq));
      }),
      { numRuns: 30 },
    );
  });
});
