import { ask, type Exchange, exchanges } from './exchange.ts';

type Kind = keyof typeof exchanges;

/** Of twenty requests, what each is. */
const mix: readonly Kind[] = [
  ...Array.from({ length: 14 }, () => 'GET, kept connection' as const),
  ...Array.from({ length: 3 }, () => 'GET, new connection' as const),
  ...Array.from({ length: 2 }, () => 'POST of 32 kB' as const),
  'stream of 200 ms',
];
/** One in so many is asked directly as well, for the latency that the router adds. */
const directPart = 10;

/** What came of the requests of one kind. */
export interface Tally {
  sent: number;
  readonly failures: string[];
  /** Milliseconds of those with a whole, right answer. */
  readonly milliseconds: number[];
  /** Those that were ended when they had lasted at least as long as a drain may: that is what its deadline says. */
  outlasted: number;
}

/** Sends a mix of requests at a rate that does not depend on how fast they are answered, as many users do together. */
export class MixedLoad {
  readonly routed = new Map<Kind, Tally>();
  /** Of the first kind, asked without the router. */
  readonly direct: Tally = newTally();
  readonly #open = new Set<Promise<void>>();
  readonly #drainMilliseconds: number;
  #over = false;
  #sent = 0;
  #elapsed = 0;

  /** @param drainSeconds what a request under way at a switch may last before the router ends it */
  constructor(drainSeconds: number) {
    this.#drainMilliseconds = drainSeconds * 1000;
  }

  get perSecond(): number {
    return (this.#sent / this.#elapsed) * 1000;
  }

  /** Sends until it is ended, and resolves when every request has ended. */
  async run(routed: string, direct: string, perSecond: number): Promise<void> {
    const started = performance.now();
    while (!this.#over) {
      const due = ((performance.now() - started) / 1000) * perSecond;
      for (; this.#sent < due; this.#sent++) this.#send(routed, direct);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    this.#elapsed = performance.now() - started;
    await Promise.all(this.#open);
  }

  end(): void {
    this.#over = true;
  }

  get failures(): string[] {
    return [...this.routed].flatMap(([kind, { failures }]) => failures.map((why) => `${kind}: ${why}`));
  }

  #send(routed: string, direct: string): void {
    const kind = mix[this.#sent % mix.length] ?? 'GET, kept connection';
    const tally = this.routed.get(kind) ?? newTally();
    this.routed.set(kind, tally);
    this.#count(routed, exchanges[kind], tally);
    if (this.#sent % directPart === 0) this.#count(direct, exchanges['GET, kept connection'], this.direct);
  }

  #count(address: string, exchange: Exchange, tally: Tally): void {
    tally.sent += 1;
    const counted = ask(address, exchange).then(({ milliseconds, problem }) => {
      if (problem === undefined) tally.milliseconds.push(milliseconds);
      else if (milliseconds >= this.#drainMilliseconds) tally.outlasted += 1;
      else tally.failures.push(problem);
      this.#open.delete(counted);
    });
    this.#open.add(counted);
  }
}

/** A percentile of what a tally measured. */
export function percentileOf({ milliseconds }: Tally, percent: number): number {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length * percent) / 100)] ?? Number.NaN;
}

function newTally(): Tally {
  return { sent: 0, failures: [], milliseconds: [], outlasted: 0 };
}
