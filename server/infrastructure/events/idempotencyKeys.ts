import { Refusal } from '../refusal.ts';
import { type IdempotencyRecord, rememberedKeys } from './eventLog.ts';

interface Remembered {
  readonly requestHash: string;
  readonly streams: Set<string>;
}

/** Which keyed mutations have been done, on which streams: one request may change several, each of them once. */
export class IdempotencyKeys {
  readonly #byKey = new Map<string, Remembered>();

  remember(record: IdempotencyRecord): void {
    const present = this.#byKey.get(record.key);
    if (present) {
      present.streams.add(record.stream);
      return;
    }
    this.#byKey.set(record.key, { requestHash: record.requestHash, streams: new Set([record.stream]) });
    if (this.#byKey.size <= rememberedKeys) return;
    const [oldest] = this.#byKey.keys();
    if (oldest !== undefined) this.#byKey.delete(oldest);
  }

  /**
   * Whether the key's request has already changed the stream.
   * @throws {Refusal} `idempotency-key-reused` where the key belongs to another request
   */
  has(key: string, requestHash: string, stream: string): boolean {
    const present = this.#byKey.get(key);
    if (!present) return false;
    refuseReuse(key, present.requestHash, requestHash);
    return present.streams.has(stream);
  }
}

/** @throws {Refusal} `idempotency-key-reused` where the hashes differ */
export function refuseReuse(key: string, first: string, now: string): void {
  if (first === now) return;
  throw new Refusal(
    'idempotency-key-reused',
    `The idempotency key "${key}" was already used for another request. Choose a new key for a new request.`,
  );
}
