import type { SwarmEvent } from '../../../server/protocol/events.ts';

interface Held {
  readonly holder: string;
  readonly subject: string;
}

const ends = new Set(['lease.released', 'lease.revoked', 'lease.expired', 'lease.failed-over']);

/** Sees that no two agents ever hold the same, and that fences only grow. */
export class LeaseWatch {
  readonly #onBroken: (sentence: string) => void;
  readonly #asked = new Map<string, Held>();
  readonly #held = new Map<string, Held>();
  #fence = 0;

  constructor(onBroken: (sentence: string) => void) {
    this.#onBroken = onBroken;
  }

  see({ seq, type, data }: SwarmEvent): void {
    const id = String(data['id']);
    if (type === 'lease.asked') this.#asked.set(id, leaseOf(data));
    else if (type === 'lease.taken') this.#grant(seq, id, leaseOf(data), data);
    else if (type === 'lease.granted') this.#grant(seq, id, this.#asked.get(id), data);
    else if (ends.has(type)) this.#held.delete(id);
  }

  #grant(seq: number, id: string, lease: Held | undefined, data: Record<string, unknown>): void {
    if (!lease) {
      this.#onBroken(`Event ${seq} grants lease ${id}, which nobody asked for.`);
      return;
    }
    for (const other of this.#held.values())
      if (other.subject === lease.subject && other.holder !== lease.holder)
        this.#onBroken(`Event ${seq}: ${lease.holder} gets ${lease.subject}, which ${other.holder} holds.`);
    const fence = Number(data['fence']);
    if (fence <= this.#fence) this.#onBroken(`Event ${seq}: fence ${fence} follows ${this.#fence}.`);
    this.#fence = fence;
    this.#held.set(id, lease);
  }
}

function leaseOf(data: Record<string, unknown>): Held {
  return { holder: String(data['holder']), subject: String(data['subject']) };
}
