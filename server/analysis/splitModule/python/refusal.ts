import type { StayReason } from '../stayReason.ts';
import { whyUndivided } from '../undivided.ts';
import { linesIn } from './chooseParts.ts';
import type { Cluster } from './clusters.ts';
import { lineCount, type SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

/** Lines of a statement without a name that are worth telling. */
const leastTold = 10;

/** What was tried with a module. */
export interface Attempt {
  readonly staying: ReadonlyMap<Unit, StayReason<Unit>>;
  /** What could move, in groups that need nothing of each other. */
  readonly groups: readonly (readonly Cluster[])[];
  /** What has to run in the order of the text. */
  readonly ordered: ReadonlySet<Unit>;
}

/** Why a module cannot be divided. */
export function whyNot({ text, limit, units }: SplitSource, { staying, groups }: Attempt): string {
  return whyUndivided({
    limit,
    lines: lineCount(text),
    units,
    staying,
    clusters: groups.flat(),
    leaving: 'can move without changing what the module does',
    linesOf: ({ start, end }) => lineCount(text.slice(start, end)),
    linesApart: (some) => linesIn(text, some),
    nameOf: (unit) => nameOf(text, unit),
    // Nothing needs comments and docstrings.
    isTold: ({ statement }, lines) => statement.kind !== 'expression' || lines > leastTold,
  });
}

/** A name it binds, else its line. */
function nameOf(text: string, { binds, statement }: Unit): string {
  const [name] = binds;
  return name ?? `The statement in line ${lineCount(text.slice(0, statement.start + 1))}`;
}
