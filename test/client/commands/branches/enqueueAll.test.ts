import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveStore } from '../../../../client/infrastructure/liveStore.ts';
import type { RepositorySession } from '../../../../client/infrastructure/repositorySession.ts';
import { ApiError } from '../../../../server/protocol/apiClient.ts';
import type { Queue } from '../../../../server/protocol/queue.ts';
import { queueEntry, queueRow } from '../../views/branches/branchRows.ts';

const said: string[] = [];
vi.mock('vscode', () => ({
  CancellationError: class extends Error {},
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  window: { showInformationMessage: async (message: string) => void said.push(message) },
}));
const { enqueueAll } = await import('../../../../client/commands/branches/enqueueAll.ts');

/** A service that refuses some branches; its queue is then as given. */
function sessionOf(facts: Partial<Queue>, refused: readonly string[] = []) {
  const store = new LiveStore();
  const asked: string[] = [];
  const call = async (_route: string, { body }: { body: { branch: string } }) => {
    asked.push(body.branch);
    if (refused.includes(body.branch))
      throw new ApiError({ type: '', title: '', status: 409, code: 'conflict', detail: 'It is queued.' });
    const row = queueRow([queueEntry(body.branch)], facts);
    store.applyChange({ resource: 'queue', id: 'main', row });
  };
  return { session: { store, call } as unknown as RepositorySession, asked };
}

describe('several branches', () => {
  beforeEach(() => {
    said.length = 0;
  });

  it('are enqueued in their order, and a queue that waits says why', async () => {
    const { session, asked } = sessionOf({ waiting: 'main is checked out.' });
    await enqueueAll(session, ['b', 'a'], 'main');
    expect(asked).toEqual(['b', 'a']);
    expect(said).toEqual(['2 branches are in the merge queue for main. It waits: main is checked out.']);
  });

  it('are enqueued although one of them is refused, which is said', async () => {
    const paused = { actor: 'Ada', since: '2026-11-21T12:00:00.000Z', reason: null };
    const { session, asked } = sessionOf({ paused }, ['a']);
    await expect(enqueueAll(session, ['a', 'b'], 'main')).rejects.toThrow(
      '1 branch is in the merge queue for main. The queue is paused. Not enqueued: a: It is queued.',
    );
    expect(asked).toEqual(['a', 'b']);
  });

  it('are all named where none of them is enqueued', async () => {
    const { session } = sessionOf({}, ['a', 'b']);
    const all = 'Not enqueued: a: It is queued. · b: It is queued.';
    await expect(enqueueAll(session, ['a', 'b'], 'main')).rejects.toThrow(all);
  });

  it('say no more than that they are there where the queue works', async () => {
    const { session } = sessionOf({ entries: [queueEntry('a', { state: 'testing' })] });
    await enqueueAll(session, ['a'], 'main');
    expect(said).toEqual(['1 branch is in the merge queue for main.']);
  });
});
