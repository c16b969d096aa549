import { hash } from 'node:crypto';
import type { SwarmEvent } from '../../protocol/events.ts';

/** The hash "before" the first event: SHA-256 of a fixed text, so that a chain of ours is told from any other. */
export const genesisHash = hash('sha256', 'swarm event log 1');

/** A place in the chain: the event at `seq` has this hash. */
export interface ChainPosition {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first event. */
export const chainStart: ChainPosition = { seq: 0, hash: genesisHash };

/** An event's fields that its hash covers, `data` as its canonical JSON text. */
export type ChainedFields = Omit<SwarmEvent, 'data' | 'hash'> & { readonly dataText: string };

/** SHA-256, in hex, over the hash before and the canonical JSON of the event without its own hash. */
export function chainHash(previous: string, event: ChainedFields): string {
  const { actor, dataText, seq, stream, time, type, version } = event;
  // Spelled out with sorted keys: this is RFC 8785 without parsing `data` again, which verification would pay for.
  return hash(
    'sha256',
    `${previous}\n{"actor":${JSON.stringify(actor)},"data":${dataText},"seq":${seq},"stream":${JSON.stringify(stream)},"time":${JSON.stringify(time)},"type":${JSON.stringify(type)},"version":${version}}`,
  );
}
