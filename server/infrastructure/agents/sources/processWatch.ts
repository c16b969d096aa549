import { processStartTime } from '../../programs/processIdentity.ts';

/** A process by what makes it itself: its number and when it was started, in the system's own terms. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** What was last seen of a process of this machine. */
export interface ProcessSight {
  readonly state: 'running' | 'gone';
  readonly pid: number;
  /** When that was first seen; ISO 8601 in UTC. */
  readonly time: string;
}

interface Watched extends ProcessIdentity {
  readonly sight: ProcessSight;
}

export interface ProcessWatchParts {
  /** Time between two looks. */
  readonly intervalMilliseconds: number;
  /** Called with the agents whose process was seen otherwise than before. */
  onChanged(ids: readonly string[]): void;
  /** Called when the process an agent names was found on this machine. */
  onIdentified(id: string): void;
}

/** A start time of a process is asked of the system for so many of them at one look; whether it is there, for all. */
const examinedAtOnce = process.platform === 'linux' ? 200 : 5;

/**
 * Watches the processes of agents. Only a process that was seen to run on this machine can be seen to be gone: another
 * machine, or a container, has numbers of its own.
 */
export class ProcessWatch {
  readonly #parts: ProcessWatchParts;
  readonly #watched = new Map<string, Watched>();
  /** Whom to examine next: the order goes round. */
  #examined = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: ProcessWatchParts) {
    this.#parts = parts;
  }

  /** Takes a process that was seen to run here before the service was started. */
  resume(id: string, identity: ProcessIdentity): void {
    this.#watched.set(id, { ...identity, sight: sightOf('running', identity.pid) });
    this.#arm();
  }

  /** Looks for the process that an agent names, and watches it where it is one of this machine. */
  async find(id: string, identity: ProcessIdentity): Promise<void> {
    const present = this.#watched.get(id);
    if (present && isSame(present, identity) && present.sight.state === 'running') return;
    if ((await processStartTime(identity.pid)) !== identity.startTime) {
      // An agent that speaks as another process is no longer the one that was watched.
      if (present && !isSame(present, identity)) this.forget(id);
      return;
    }
    this.#watched.set(id, { ...identity, sight: sightOf('running', identity.pid) });
    this.#arm();
    this.#parts.onIdentified(id);
  }

  sightOf(id: string): ProcessSight | undefined {
    return this.#watched.get(id)?.sight;
  }

  forget(id: string): void {
    this.#watched.delete(id);
  }

  /** Looks at all of them once. */
  async look(): Promise<void> {
    const running = [...this.#watched].filter(([, { sight }]) => sight.state === 'running');
    const turn = new Set(
      Array.from(
        { length: Math.min(examinedAtOnce, running.length) },
        (_, index) => running[(this.#examined + index) % running.length]?.[0],
      ),
    );
    this.#examined += turn.size;
    const seen = await Promise.all(
      running.map(async ([id, one]) =>
        (await this.#runs(one, turn.has(id))) ? undefined : ([id, one] as const),
      ),
    );
    const gone = seen.filter((one) => one !== undefined && this.#watched.get(one[0]) === one[1]);
    for (const one of gone)
      if (one) this.#watched.set(one[0], { ...one[1], sight: sightOf('gone', one[1].pid) });
    if (gone.length > 0) this.#parts.onChanged(gone.flatMap((one) => one?.[0] ?? []));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** The number alone tells at no cost that a process is gone; that another one has it now, its start time tells. */
  async #runs({ pid, startTime }: ProcessIdentity, examine: boolean): Promise<boolean> {
    if (!exists(pid)) return false;
    return !examine || (await processStartTime(pid)) === startTime;
  }

  #arm(): void {
    if (this.#closed || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.look().finally(() => {
        this.#timer = undefined;
        if ([...this.#watched.values()].some(({ sight }) => sight.state === 'running')) this.#arm();
      });
    }, this.#parts.intervalMilliseconds).unref();
  }
}

function isSame(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.startTime === other.startTime;
}

function sightOf(state: ProcessSight['state'], pid: number): ProcessSight {
  return { state, pid, time: new Date().toISOString() };
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user is there as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
