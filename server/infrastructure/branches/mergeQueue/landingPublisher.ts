import type { Logger } from 'pino';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import { gitMessage } from '../../git/gitClient.ts';
import type { RemoteOperations } from '../remote/remoteOperations.ts';
import { pushEnded, pushStarted } from './queueEvents.ts';
import type { QueueMember, QueueState } from './queueState.ts';
import { QueueStream } from './queueStream.ts';
import { queueSubject } from './queueSubject.ts';

export interface LandingPublisherParts {
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly remote: RemoteOperations;
  readonly log: Logger;
}

/**
 * Pushes targets after their landings where that is wanted, beside the queue: a remote that is slow or refuses keeps
 * nothing from landing.
 */
export class LandingPublisher {
  readonly #parts: LandingPublisherParts;
  readonly #tasks = new Map<string, CoalescedTask>();
  #end: (() => void) | undefined;
  #closed = false;

  constructor(parts: LandingPublisherParts) {
    this.#parts = parts;
  }

  /** Follows the landings, and pushes again what a stop of the service kept from the remote. */
  start(): void {
    const { commands } = this.#parts;
    const prefix = `${queueSubject.name}/`;
    this.#end = commands.onCommitted(({ stream, type }) => {
      if (type === 'queue.landed' && stream.startsWith(prefix)) this.#soon(stream.slice(prefix.length));
    });
    for (const [target, { state }] of commands.all(queueSubject)) {
      const landed = lastLanding(state);
      if (landed && (state.push?.state === 'pushing' || state.push?.commit !== landed.commit))
        this.#soon(target);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#end?.();
    await Promise.all([...this.#tasks.values()].map((task) => task.idle()));
  }

  #soon(target: string): void {
    const { configuration, log } = this.#parts;
    if (!configuration.current.mergeQueue.push) return;
    const task = this.#tasks.get(target) ?? new CoalescedTask(() => this.#push(target));
    this.#tasks.set(target, task);
    task.run().catch((error: unknown) => log.error({ err: error, target }, 'a landing cannot be pushed'));
  }

  async #push(target: string): Promise<void> {
    const { commands, remote } = this.#parts;
    const queue = new QueueStream(commands, target);
    const landed = lastLanding(queue.state);
    if (!landed) return;
    await queue.record(() => [pushStarted(landed.commit)]);
    const failure = await remote.publish(target, { actor: 'swarm' }).then(
      () => null,
      (error: unknown) => gitMessage(error),
    );
    // What a stop of the service cut off is pushed again when it is back.
    if (this.#closed && failure !== null) return;
    await queue.record(() => [pushEnded(landed.commit, failure)]);
  }
}

function lastLanding({ finished }: QueueState): QueueMember['landed'] {
  return finished.find((member) => member.state === 'landed')?.landed ?? null;
}
