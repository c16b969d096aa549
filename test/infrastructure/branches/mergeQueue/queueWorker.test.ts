import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyQueue } from '../../../../server/infrastructure/branches/mergeQueue/queueState.ts';
import type { QueueStream } from '../../../../server/infrastructure/branches/mergeQueue/queueStream.ts';
import {
  QueueWorker,
  type QueueWorkerParts,
} from '../../../../server/infrastructure/branches/mergeQueue/queueWorker.ts';
import type { TrialRunner } from '../../../../server/infrastructure/branches/mergeQueue/trialRunner.ts';
import type { CommandStore } from '../../../../server/infrastructure/events/subject.ts';
import type { Repository } from '../../../../server/infrastructure/git/repository.ts';

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A worker of an empty queue, and how often it has removed its work tree. */
function idleWorker() {
  const clear = vi.fn(async () => {});
  const runner: Partial<TrialRunner> = { clear, resolveInterrupted: async () => {} };
  const queue: Partial<QueueStream> = { target: 'main', state: emptyQueue };
  const worker = new QueueWorker({
    repository: {} as Repository,
    configuration: { current: { mergeQueue: { batchSize: 1 } } } as QueueWorkerParts['configuration'],
    commands: {} as CommandStore,
    log: pino({ level: 'silent' }),
    queue: queue as QueueStream,
    runner: runner as TrialRunner,
    onWaiting: () => {},
  });
  return { worker, clear };
}

describe('the work tree of a queue in which nothing is left', () => {
  it('is kept for ten minutes, and then removed', async () => {
    const { worker, clear } = idleWorker();
    worker.wake();
    await vi.advanceTimersByTimeAsync(9 * minute);
    expect(clear).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(minute);
    expect(clear).toHaveBeenCalledOnce();
    await worker.close();
  });

  it('is removed at once when the service stops', async () => {
    const { worker, clear } = idleWorker();
    worker.wake();
    await worker.close();
    expect(clear).toHaveBeenCalledOnce();
  });
});
