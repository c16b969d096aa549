import { budget, earned, held, issued, move } from '../../../server/infrastructure/contracts/books.ts';
import type { EventDraft } from '../../../server/infrastructure/events/subject.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';

type Unplaced = Omit<SwarmEvent, 'seq' | 'hash'>;
type PlacedDraft = readonly [stream: string, draft: EventDraft];

const agents = 300;
const heldLeases = 40;
const tasksPerContract = 80;
const pointsPerTask = 5;
const millisecondsPerEvent = 700;
const start = Date.parse('2026-01-05T08:00:00.000Z');
const states = ['active', 'process', 'active', 'blocked', 'active', 'process'] as const;
const steps = [
  'added',
  'claimed',
  'asked',
  'answered',
  'released',
  'claimed',
  'submitted',
  'credited',
] as const;

/** What a swarm does, event by event: mostly transitions and leases, then tasks, forecasts and approvals. */
export class SwarmLife {
  readonly #versions = new Map<string, number>();
  #contractEvents = 0;
  #leaseEvents = 0;

  /** The event at a position. */
  next(seq: number): Unplaced {
    const [stream, draft] = this.#draft(seq);
    const version = (this.#versions.get(stream) ?? 0) + 1;
    this.#versions.set(stream, version);
    return { stream, version, ...draft, actor: `Agent-${seq % agents}`, time: timeOf(seq) };
  }

  #draft(seq: number): PlacedDraft {
    const kind = seq % 20;
    if (kind < 11) return this.#transition(`agent/Agent-${(seq * 7) % agents}`);
    if (kind < 15) return leaseDraft(this.#leaseEvents++, seq);
    if (kind < 18) return contractDraft(this.#contractEvents++, seq);
    if (kind === 18) return conflictDraft(seq);
    return [`approval/${seq % 1000}`, { type: 'command.approved', data: { command: ['npm', 'test'] } }];
  }

  #transition(stream: string): PlacedDraft {
    const at = this.#versions.get(stream) ?? 0;
    const [from, to] = [at === 0 ? 'start' : states[(at - 1) % states.length], states[at % states.length]];
    const reason = `step ${at}: the tests of the module are green, next the report`;
    return [stream, { type: 'agent.transitioned', data: { from, to, reason, reported: null } }];
  }
}

function timeOf(seq: number): string {
  return new Date(start + seq * millisecondsPerEvent).toISOString();
}

/** All leases are in one book: the stream with the most events. A lease is taken, and given back some leases later. */
function leaseDraft(nth: number, seq: number): PlacedDraft {
  const id = Math.floor(nth / 2) + 1;
  if (nth % 2 === 1)
    return ['leases/book', { type: 'lease.released', data: { id: String(Math.max(1, id - heldLeases)) } }];
  const glob = `src/module${id % 900}/**`;
  const target = { kind: 'paths', subject: glob, globs: [glob], task: null, reason: null };
  const held = { id: String(id), holder: `Agent-${id % agents}`, seconds: 600, fence: id };
  return ['leases/book', { type: 'lease.taken', data: { ...target, ...held, expiresAt: timeOf(seq + 900) } }];
}

/** One contract after the other; each opened with its points, then its tasks from the pool to their credit. */
function contractDraft(nth: number, seq: number): PlacedDraft {
  const perContract = 1 + tasksPerContract * steps.length;
  const [name, at] = [`sprint-${Math.floor(nth / perContract)}`, nth % perContract];
  const stream = `contract/${name}`;
  if (at === 0) {
    const total = tasksPerContract * pointsPerTask;
    const postings = move(total, issued(name), budget(name));
    return [stream, { type: 'contract.created', data: { title: name, total, postings } }];
  }
  const step = steps[(at - 1) % steps.length] ?? 'added';
  return [
    stream,
    taskDraft(name, `task-${Math.floor((at - 1) / steps.length)}`, step, `Agent-${seq % agents}`),
  ];
}

function taskDraft(contract: string, task: string, step: (typeof steps)[number], agent: string): EventDraft {
  const [free, promised, own] = [budget(contract), held(contract, task), earned(agent)];
  const data: Readonly<Record<(typeof steps)[number], Record<string, unknown>>> = {
    added: {
      title: `Divide ${task}`,
      points: pointsPerTask,
      priority: 'normal',
      ...noDemands,
      source: 'ledger',
    },
    claimed: { agent, fence: 1, attempt: 1, postings: move(pointsPerTask, free, promised) },
    asked: { question: 'Is the second half in scope as well?' },
    answered: { reason: 'It is.' },
    released: { agent, reason: 'another one first', postings: move(pointsPerTask, promised, free) },
    submitted: { agent, evidence: [] },
    credited: {
      agent,
      points: pointsPerTask,
      reason: 'merged',
      postings: move(pointsPerTask, promised, own),
    },
  };
  return { type: `task.${step}`, data: { task, ...data[step] } };
}

const noDemands = { files: [], requires: [], proof: [] };

function conflictDraft(seq: number): PlacedDraft {
  const [a, b] = [`feature-${seq % 400}`, `feature-${seq % 399}`];
  const data = { a, b, files: [`src/file${seq % 5000}.py`], omitted: 0 };
  return [`conflict/${a} ${b}`, { type: 'conflict.appeared', data }];
}
