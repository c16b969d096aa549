import { Refusal } from '../refusal.ts';
import { type IdempotencyRecord, rememberedKeys } from './eventLog.ts';

interface Remembered {
  readonly requestHash: string;
  /** Most requests change one stream: a set of each would be most of the memory. */
  streams: string | Set<string>;
}

/**
 * Which keyed mutations have been done, on which streams: one request may change several, each of them once.
 * Remembers at least the newest `rememberedKeys` and at most twice as many: a whole generation is forgotten at once,
 * since taking the oldest entry out of a large map again and again costs more than everything else a write does.
 */
export class IdempotencyKeys {
  readonly #generationSize: number;
  #young = new Map<string, Remembered>();
  #old: ReadonlyMap<string, Remembered> = new Map();

  constructor(generationSize = rememberedKeys) {
    this.#generationSize = generationSize;
  }

  remember(record: IdempotencyRecord): void {
    const present = this.#find(record.key);
    if (present) {
      if (present.streams === record.stream) return;
      if (typeof present.streams === 'string') present.streams = new Set([present.streams]);
      present.streams.add(record.stream);
      return;
    }
    if (this.#young.size >= this.#generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(record.key, { requestHash: record.requestHash, streams: record.stream });
  }

  /**
   * Whether the key's request has already changed the stream.
   * @throws {Refusal} `idempotency-key-reused` where the key belongs to another request
   */
  has(key: string, requestHash: string, stream: string): boolean {
    const present = this.#find(key);
    if (!present) return false;
    refuseReuse(key, present.requestHash, requestHash);
    return typeof present.streams === 'string' ? present.streams === stream : present.streams.has(stream);
  }

  #find(key: string): Remembered | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }
}

/** @throws {Refusal} `idempotency-key-reused` where the hashes differ */
export function refuseReuse(key: string, first: string, now: string): void {
  if (first === now) return;
  // In front of the key that was sent stands who sent it.
  const sent = key.slice(key.lastIndexOf(' ') + 1);
  throw new Refusal(
    'idempotency-key-reused',
    `The idempotency key "${sent}" was already used for another request. Choose a new key for a new request.`,
  );
}
