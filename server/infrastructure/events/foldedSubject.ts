import type { EventLog } from './eventLog.ts';
import { type AnySubject, beginning, fold } from './fold.ts';
import type { KeptStates, SnapshotTable } from './snapshotTable.ts';
import type { Versioned } from './subject.ts';

/** Where the states of a subject come from when they are first asked for. */
export interface StateSource {
  readonly log: Pick<EventLog, 'eventsOf'>;
  readonly snapshots?: Pick<SnapshotTable, 'read' | 'drop'> | undefined;
}

/** All streams of a subject. */
export interface FoldedSubject {
  readonly subject: AnySubject;
  readonly states: Map<string, Versioned<unknown>>;
  /** Ids of the streams that differ from what is kept. */
  readonly changed: Set<string>;
  /** Number of events that are in the states and not in what is kept. */
  unkept: number;
}

/** Folds a subject: what was kept of it and the events since, or all its events. */
export function foldSubject(subject: AnySubject, { log, snapshots }: StateSource): FoldedSubject {
  const kept = snapshots?.read(subject);
  const folded = kept && foldFrom(subject, log, kept);
  if (folded) return folded;
  // What is kept misses events that the log has: it is worth nothing.
  if (kept) snapshots?.drop(subject.name, 'events are missing in them');
  const whole = foldFrom(subject, log, { seq: 0, states: new Map() });
  if (!whole) throw new TypeError(`The streams of ${subject.name} have gaps`);
  return whole;
}

/** Undefined where an event is missing between what was kept and the log. */
function foldFrom(subject: AnySubject, log: StateSource['log'], kept: KeptStates): FoldedSubject | undefined {
  const { seq, states } = kept;
  const changed = new Set<string>();
  let unkept = 0;
  for (const event of log.eventsOf(subject.name, seq)) {
    const id = event.stream.slice(subject.name.length + 1);
    const before = states.get(id) ?? beginning(subject);
    // A state may have been kept later than the position that all states are sure to have reached.
    if (event.version <= before.version) continue;
    if (event.version !== before.version + 1) return undefined;
    states.set(id, fold(subject, before, [event]));
    changed.add(id);
    unkept += 1;
  }
  return { subject, states, changed, unkept };
}
