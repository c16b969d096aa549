import type { EventDraft } from '../../../server/infrastructure/events/subject.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';

type Unplaced = Omit<SwarmEvent, 'seq' | 'hash'>;

const agents = 300;
const contracts = 500;
const eventsPerContract = 400;
const millisecondsPerEvent = 700;
const start = Date.parse('2026-01-05T08:00:00.000Z');
const cycle = ['active', 'process', 'active', 'blocked', 'active', 'process'] as const;

/** What a swarm does, event by event: mostly transitions and leases, then points, branches and approvals. */
export class SwarmLife {
  readonly #versions = new Map<string, number>();

  /** The event at a position. */
  next(seq: number): Unplaced {
    const [stream, draft] = this.#draft(seq);
    const version = (this.#versions.get(stream) ?? 0) + 1;
    this.#versions.set(stream, version);
    const time = new Date(start + seq * millisecondsPerEvent).toISOString();
    return { stream, version, ...draft, actor: `Agent-${seq % agents}`, time };
  }

  #draft(seq: number): readonly [stream: string, draft: EventDraft] {
    const kind = seq % 20;
    if (kind < 11) return this.#transition(`agent/Agent-${(seq * 7) % agents}`);
    if (kind < 15) return leaseDraft(seq);
    if (kind < 18) return this.#points(`contract/sprint-${Math.floor(seq / 3333) % contracts}`, seq);
    if (kind === 18) return [`conflict/feature-${seq % 400}`, recorded(seq)];
    return [`approval/${seq % 1000}`, { type: 'command.approved', data: { command: ['npm', 'test'] } }];
  }

  #transition(stream: string): readonly [string, EventDraft] {
    const at = this.#versions.get(stream) ?? 0;
    const [from, to] = [at === 0 ? 'start' : cycle[(at - 1) % cycle.length], cycle[at % cycle.length]];
    const reason = `step ${at}: the tests of the module are green, next the report`;
    return [stream, { type: 'agent.transitioned', data: { from, to, reason, reported: null } }];
  }

  #points(stream: string, seq: number): readonly [string, EventDraft] {
    if (!this.#versions.has(stream))
      return [stream, { type: 'contract.created', data: { title: stream, total: eventsPerContract * 10 } }];
    const data = { agent: `Agent-${seq % agents}`, points: 1, reason: `task ${seq} is merged` };
    return [stream, { type: 'points.credited', data }];
  }
}

/** Leases of paths, all in one book: the stream with the most events. */
function leaseDraft(seq: number): readonly [string, EventDraft] {
  const data = { lease: seq >> 1, holder: `Agent-${seq % agents}`, subject: [`src/module${seq % 900}/**`] };
  return ['leases/book', { type: seq % 2 === 0 ? 'lease.taken' : 'lease.released', data }];
}

function recorded(seq: number): EventDraft {
  return { type: 'conflict.found', data: { with: `feature-${seq % 399}`, paths: [`src/file${seq % 5000}.py`] } };
}
