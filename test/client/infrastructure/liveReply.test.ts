import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveReply } from '../../../client/infrastructure/liveReply.ts';
import { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { contractRow } from '../../contractRow.ts';
import { ProtocolServer } from './protocolServer.ts';
import { TestSource } from './testSource.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const leaderboard = (total: number) => ({ agents: [], teams: [], total });
const contracts = { resource: 'contracts', id: 'C', row: contractRow('C') } as const;

describe('A reply that is kept current', () => {
  let server: ProtocolServer;
  let session: RepositorySession;
  let reply: LiveReply<'leaderboard'>;

  beforeEach(async () => {
    server = new ProtocolServer();
    server.replies.set('/v1/leaderboard', leaderboard(1));
    await server.listen();
    const source = new TestSource(server);
    session = new RepositorySession({ id: 'r', name: 'r', root: '/r', mainRoot: '/r', source, log });
    const resources = ['contracts'] as const;
    reply = new LiveReply(session, { route: 'leaderboard', request: {}, resources, settle: 1 });
    await session.ready(AbortSignal.timeout(5_000));
  });
  afterEach(async () => {
    reply.dispose();
    await session.dispose();
    await server.close();
  });

  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      reply.onChanged(() => holds() && resolve());
    });

  it('is asked for when somebody wants it, and again after what it depends on changed', async () => {
    expect(reply.state).toEqual({ reply: undefined, problem: undefined, loading: false });
    const first = until(() => reply.state.reply?.total === 1);
    reply.want(true);
    expect(reply.state.loading).toBe(true);
    await first;
    server.replies.set('/v1/leaderboard', leaderboard(2));
    const second = until(() => reply.state.reply?.total === 2);
    server.send(contracts);
    await second;
    expect(reply.state).toEqual({ reply: leaderboard(2), problem: undefined, loading: false });
  });

  it('stays what it was where a newer one is refused, and says why', async () => {
    const first = until(() => reply.state.reply?.total === 1);
    reply.want(true);
    await first;
    server.replies.delete('/v1/leaderboard');
    const refused = until(() => reply.state.problem !== undefined);
    reply.reload();
    await refused;
    expect(reply.state).toEqual({ reply: leaderboard(1), problem: 'Refused: not-found.', loading: false });
  });

  it('is asked for no longer when nobody wants it', async () => {
    const first = until(() => reply.state.reply?.total === 1);
    reply.want(true);
    await first;
    reply.want(false);
    let changes = 0;
    reply.onChanged(() => {
      changes += 1;
    });
    const stored = new Promise<void>((resolve) => session.store.onChanged(() => resolve()));
    server.send(contracts);
    await stored;
    // Long after the change would have been taken over.
    for (let round = 0; round < 3; round++) await session.call('listAgents');
    expect(changes).toBe(0);
  });
});
