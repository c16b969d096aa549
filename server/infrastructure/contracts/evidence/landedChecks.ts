import type { SwarmEvent } from '../../../protocol/events.ts';
import { queueSubject } from '../../branches/mergeQueue/queueSubject.ts';
import type { EventLog } from '../../events/eventLog.ts';

const pageSize = 1000;

/** What has been read of the queue of one target. */
interface ReadQueue {
  seq: number;
  /** Commits of branches by their number in the queue. */
  readonly members: Map<string, string>;
  trial: { readonly ids: readonly string[]; readonly checks: readonly string[] } | undefined;
  /** Checks that passed, by the commit that landed and by those of the branches in it. */
  readonly passed: Map<string, ReadonlySet<string>>;
}

/** Which checks of the merge queue the commits passed that landed. Read from the log when it is first asked for. */
export class LandedChecks {
  readonly #events: Pick<EventLog, 'read'>;
  readonly #targets: () => Iterable<string>;
  readonly #queues = new Map<string, ReadQueue>();

  /** @param targets of the merge queue */
  constructor(events: Pick<EventLog, 'read'>, targets: () => Iterable<string>) {
    this.#events = events;
    this.#targets = targets;
  }

  /** The target on which a commit landed after a check had passed; undefined where that never was. */
  async target(commit: string, check: string): Promise<string | undefined> {
    for (const target of this.#targets()) {
      const queue = await this.#read(target);
      if (queue.passed.get(commit)?.has(check) === true) return target;
    }
    return undefined;
  }

  async #read(target: string): Promise<ReadQueue> {
    const queue = this.#queues.get(target) ?? {
      seq: 0,
      members: new Map(),
      trial: undefined,
      passed: new Map(),
    };
    this.#queues.set(target, queue);
    for (;;) {
      const events = await this.#events.read(queue.seq, pageSize, `${queueSubject.name}/${target}`);
      for (const event of events) if (event.seq > queue.seq) note(queue, event);
      if (events.length < pageSize) return queue;
    }
  }
}

function note(queue: ReadQueue, { seq, type, data }: SwarmEvent): void {
  queue.seq = seq;
  if (type === 'queue.enqueued') queue.members.set(String(data['id']), String(data['commit']));
  else if (type === 'queue.trial-started')
    queue.trial = { ids: texts(data['ids']), checks: texts(data['checks']) };
  else if (type === 'queue.landed' && queue.trial) {
    const checks = new Set(queue.trial.checks);
    queue.passed.set(String(data['to']), checks);
    for (const id of queue.trial.ids) queue.passed.set(queue.members.get(id) ?? '', checks);
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
