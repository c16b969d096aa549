import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followEvents } from '../../../client/infrastructure/eventStream.ts';
import type { Changed } from '../../../server/protocol/events.ts';
import { agentRow } from '../../agentRow.ts';
import { ProtocolServer } from './protocolServer.ts';

describe('The event stream', () => {
  let server: ProtocolServer;
  beforeEach(async () => {
    server = new ProtocolServer();
    await server.listen();
  });
  afterEach(() => server.close());

  const open = (signal: AbortSignal, more: { silenceLimit?: number } = {}) => {
    const opened = Promise.withResolvers<void>();
    const changes: Changed[] = [];
    const unknown: string[] = [];
    const arrived = Promise.withResolvers<void>();
    const ended = followEvents(
      server.api,
      {
        onOpen: opened.resolve,
        onChanged: (change) => {
          changes.push(change);
          arrived.resolve();
        },
        onUnknown: (message) => unknown.push(message.data),
        ...more,
      },
      signal,
    );
    ended.catch(() => {});
    return { opened: opened.promise, arrived: arrived.promise, changes, unknown, ended };
  };

  it('hands over changed rows, cut anywhere, and passes over what it does not know', async () => {
    const stream = open(AbortSignal.timeout(5_000));
    await stream.opened;
    server.sendRaw('event: event\nid: 7\ndata: {}\n\nevent: changed\ndata: nonsense\n\nevent: cha');
    const change = { resource: 'agents', id: 'Ägent', row: agentRow('a') } as const;
    server.sendRaw(`nged\ndata: ${JSON.stringify(change)}\n\n`);
    await stream.arrived;
    expect(stream.changes).toEqual([change]);
    expect(stream.unknown).toEqual(['nonsense']);
  });

  it('ends with a reason when the service ends it', async () => {
    const stream = open(AbortSignal.timeout(5_000));
    await stream.opened;
    server.endStreams();
    await expect(stream.ended).rejects.toMatchObject({ reason: 'stream-ended' });
  });

  it('counts as lost when nothing is heard for too long', async () => {
    const stream = open(AbortSignal.timeout(5_000), { silenceLimit: 20 });
    await expect(stream.ended).rejects.toMatchObject({ reason: 'stream-ended' });
  });

  it('closes its connection when it is cancelled', async () => {
    const controller = new AbortController();
    const stream = open(controller.signal);
    await stream.opened;
    controller.abort();
    await expect(stream.ended).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says that the token is refused', async () => {
    const wrong = { ...server.api, token: 'wrong' };
    const following = followEvents(wrong, { onOpen() {}, onChanged() {} }, AbortSignal.timeout(5_000));
    await expect(following).rejects.toThrow('refuses the token');
  });

  it('says that nobody answers', async () => {
    await server.close();
    await expect(open(AbortSignal.timeout(5_000)).ended).rejects.toMatchObject({ name: 'ApiUnreachable' });
  });
});
