import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServiceUnavailable } from '../../../client/infrastructure/connectionState.ts';
import { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { agentRow } from '../../agentRow.ts';
import { ProtocolServer } from './protocolServer.ts';
import { snapshotWith } from './snapshotWith.ts';
import { TestSource } from './testSource.ts';

let warned = () => {};
const log = { debug() {}, info() {}, warn: () => warned(), error() {} };

describe('A session with its service', () => {
  let server: ProtocolServer;
  let source: TestSource;
  let session: RepositorySession;
  const signal = () => AbortSignal.timeout(5_000);

  beforeEach(async () => {
    server = new ProtocolServer();
    await server.listen();
    source = new TestSource(server);
    session = new RepositorySession({ id: 'r', name: 'r', root: '/r', mainRoot: '/r', source, log });
  });
  afterEach(async () => {
    await session.dispose();
    await server.close();
  });

  const stored = (find: () => unknown) =>
    new Promise<void>((resolve) => {
      session.store.onChanged(() => find() !== undefined && resolve());
    });
  const entered = (kind: string) =>
    new Promise<void>((resolve) => {
      session.onStateChanged((state) => state.kind === kind && resolve());
    });

  it('does nothing before it is asked to', () => {
    expect(session.state).toEqual({ kind: 'off', why: 'stopped' });
    expect(source.connects).toBe(0);
  });

  it('is live once the snapshot is in the store', async () => {
    server.snapshot = snapshotWith([agentRow('a')]);
    await session.ready(signal());
    expect(session.state).toEqual({ kind: 'live' });
    expect(session.store.get('agents', 'a')).toEqual(agentRow('a'));
  });

  it('shows a change without asking for it', async () => {
    await session.ready(signal());
    const arrived = stored(() => session.store.get('agents', 'b'));
    server.send({ resource: 'agents', id: 'b', row: agentRow('b') });
    await arrived;
    expect(session.store.rows('agents').size).toBe(1);
  });

  it('loses no change that comes between the stream and the snapshot', async () => {
    // The client warns of what it cannot read; by then it has read what came before that.
    const read = new Promise<void>((resolve) => {
      warned = resolve;
    });
    server.beforeSnapshot = () => {
      server.send({ resource: 'agents', id: 'early', row: agentRow('early') });
      server.sendRaw('event: changed\ndata: nonsense\n\n');
      return read;
    };
    await session.ready(signal());
    expect(session.store.get('agents', 'early')).toEqual(agentRow('early'));
  });

  it('comes back by itself and tells only what differs', async () => {
    server.snapshot = snapshotWith([agentRow('a'), agentRow('b')]);
    await session.ready(signal());
    const changed: string[] = [];
    session.store.onChanged((change) => changed.push(...change.ids));
    server.snapshot = snapshotWith([agentRow('a'), agentRow('b', { state: 'blocked' })]);
    const again = entered('live');
    server.endStreams();
    await again;
    expect(changed).toEqual(['b']);
  });

  it('gives up after its limit with the reason, and tries again when asked', async () => {
    source.failure = new ServiceUnavailable('start-failed', 'The disk is full.');
    const reason = { kind: 'unreachable', reason: 'The disk is full.', retrying: false };
    const failed = entered('unreachable');
    session.start();
    await failed;
    expect(session.state).toEqual(reason);
    expect(source.connects).toBe(4);
    source.failure = undefined;
    await session.refresh(signal());
    expect(session.state).toEqual({ kind: 'live' });
  });

  it('does not try again what only a person can cure', async () => {
    source.failure = new ServiceUnavailable('foreign-file', 'It belongs to another user.');
    await expect(session.call('listAgents')).rejects.toThrow('It belongs to another user.');
    expect(source.connects).toBe(1);
  });

  it('answers every call, also one that meets the same trouble again', async () => {
    source.failure = new ServiceUnavailable('start-failed', 'The disk is full.');
    await expect(session.call('listAgents')).rejects.toThrow('The disk is full.');
    await expect(session.call('listAgents')).rejects.toThrow('The disk is full.');
    await expect(session.refresh(signal())).rejects.toThrow('The disk is full.');
    expect(source.connects).toBe(12);
  });

  it('tries again at once for a call, however long the next try would have waited', async () => {
    source.backoff = { first: 3_600_000, longest: 3_600_000, limit: Number.POSITIVE_INFINITY };
    source.failure = new ServiceUnavailable('stream-ended', 'The network is down.');
    const failed = entered('unreachable');
    session.start();
    await failed;
    expect(session.state).toMatchObject({ retrying: true });
    source.failure = undefined;
    expect(await session.call('listAgents', { signal: signal() })).toEqual([]);
  });

  it('starts the service for a call and hands over its refusal', async () => {
    server.snapshot = snapshotWith([agentRow('a')]);
    expect(await session.call('listAgents')).toEqual([agentRow('a')]);
    const missing = session.call('heartbeat', { params: { agent: 'x' }, body: {} });
    await expect(missing).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('restarts once however often it is asked at the same time', async () => {
    await session.ready(signal());
    await Promise.all([session.restart(signal()), session.restart(signal()), session.restart(signal())]);
    expect(source.stops).toBe(1);
    expect(session.state.kind).toBe('live');
  });

  it('leaves no connection behind', async () => {
    await session.ready(signal());
    const closed = new Promise<void>((resolve) => {
      const look = () => (server.streams === 0 ? resolve() : setImmediate(look));
      look();
    });
    await session.dispose();
    await closed;
    await expect(session.call('listAgents')).rejects.toMatchObject({ reason: 'closed' });
  });

  it('keeps its rows while it reconnects and drops them when it is left', async () => {
    server.snapshot = snapshotWith([agentRow('a')]);
    await session.ready(signal());
    const reconnecting = entered('connecting');
    server.endStreams();
    await reconnecting;
    expect(session.store.rows('agents').size).toBe(1);
    await session.leave('no-configuration');
    expect(session.store.rows('agents').size).toBe(0);
    expect(session.state).toEqual({ kind: 'off', why: 'no-configuration' });
  });
});
