import type { StayReason } from '../stayReason.ts';
import { isMovable } from './movable.ts';
import { hasLineOfItsOwn } from './shareable.ts';
import type { Unit } from './unit.ts';

// Names that mean another thing in another module.
const moduleNames: ReadonlySet<string> = new Set([
  '__name__',
  '__file__',
  '__doc__',
  '__package__',
  '__spec__',
  '__loader__',
  '__path__',
  '__builtins__',
  '__cached__',
  '__dict__',
  '__all__',
  'globals',
  'eval',
  'exec',
  '__annotations__',
]);
const looksAtModule = /\b(?:_getframe|currentframe|getmodule|inspect\.stack)\b/;
const hasDoctest = /^\s*>>> /m;

/** What the decision who stays needs. */
export interface UnitFacts {
  readonly text: string;
  readonly units: readonly Unit[];
  readonly shareable: ReadonlySet<Unit>;
  /** They stay, but what reads them can move. */
  readonly loggers: ReadonlySet<Unit>;
  /** What has to run before all parts. */
  readonly preparing: ReadonlySet<Unit>;
  /** What has to run in the order of the text. */
  readonly ordered: ReadonlySet<Unit>;
  /** Names that other files replace in this module. */
  readonly patched: ReadonlySet<string>;
  /** Units that would not fit into a file of their own. */
  readonly tooLong: ReadonlySet<Unit>;
  /** Whether a doctest may be run by the name of the module it is in. */
  readonly runsDoctests: boolean;
}

/** The units that have to stay in the original, those that read a name that stays included, with the reason of each. */
export function stayingUnits(facts: UnitFacts): Map<Unit, StayReason<Unit>> {
  const { units, shareable, loggers } = facts;
  const staying = new Map<Unit, StayReason<Unit>>();
  const holders = new Map<string, Unit>();
  const stay = (unit: Unit, reason: StayReason<Unit>) => {
    staying.set(unit, reason);
    if (loggers.has(unit)) return;
    for (const name of unit.binds) if (!holders.has(name)) holders.set(name, unit);
  };
  const movers = units.filter((unit) => !shareable.has(unit));
  const bound = bindersOf(units);
  for (const unit of movers) {
    const why = ownReason(unit, facts, bound);
    if (why !== undefined) stay(unit, { why });
  }
  for (let size = -1; size !== staying.size; ) {
    size = staying.size;
    for (const unit of movers) {
      if (staying.has(unit)) continue;
      const because = holderOf(unit, holders) ?? earlierInOrder(unit, facts, staying);
      if (because) stay(unit, { because });
    }
  }
  return staying;
}

/** A unit that stays and binds a name which another binds or reads. */
function holderOf({ binds, reads }: Unit, holders: ReadonlyMap<string, Unit>): Unit | undefined {
  for (const name of [...binds, ...reads]) {
    const holder = holders.get(name);
    if (holder) return holder;
  }
  return undefined;
}

/** A unit that stays, has to run before this one, and would run behind it, since something above it can move. */
function earlierInOrder(
  unit: Unit,
  { units, shareable, ordered, preparing }: UnitFacts,
  staying: ReadonlyMap<Unit, StayReason<Unit>>,
): Unit | undefined {
  if (!ordered.has(unit)) return undefined;
  const first = units.findIndex((each) => !shareable.has(each) && !staying.has(each));
  return units
    .slice(first, unit.index)
    .find((each) => ordered.has(each) && staying.has(each) && !preparing.has(each));
}

function ownReason(unit: Unit, facts: UnitFacts, bound: ReadonlyMap<string, Unit[]>): string | undefined {
  const { text, tooLong, preparing, patched, runsDoctests } = facts;
  const written = text.slice(unit.start, unit.end);
  const replaced = [...unit.binds, ...unit.reads, ...unit.foreign].find((name) => patched.has(name));
  const own = [...unit.foreign].find((name) => moduleNames.has(name));
  const split = [...unit.binds].find((name) => !canMoveTogether(name, bound.get(name) ?? [], facts));
  if (replaced !== undefined)
    return `other files replace ${replaced} in this module, or tell that it is here`;
  if (unit.rebinds) return 'it gives a global name a new value';
  if (tooLong.has(unit)) return 'it does not fit into a file of its own';
  if (own !== undefined) return `${own} means another thing in another file`;
  if (unit.statement.kind === 'expression' && unit.statement.value.kind === 'string') return 'it is a text';
  if (!isMovable(unit)) return 'it does more than define names, or may not define each';
  if (preparing.has(unit)) return 'imports below it may depend on it';
  if (!hasLineOfItsOwn(unit, text)) return 'it shares a line with another statement';
  if (split !== undefined) return `${split} is bound more than once and read in between`;
  if (looksAtModule.test(written)) return 'it looks at the module or the frame that it runs in';
  return runsDoctests && hasDoctest.test(written) ? 'its doctest is looked for in this file' : undefined;
}

function bindersOf(units: readonly Unit[]): Map<string, Unit[]> {
  const binders = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const name of unit.binds) binders.set(name, [...(binders.get(name) ?? []), unit]);
  }
  return binders;
}

/** Whether all that bind a name can go together: nobody else reads it while the module is loaded, before the last of them. */
function canMoveTogether(
  name: string,
  binders: readonly Unit[],
  { units, shareable }: Pick<UnitFacts, 'units' | 'shareable'>,
): boolean {
  if (binders.length === 1 || binders.every((unit) => shareable.has(unit))) return true;
  if (binders.some((unit) => shareable.has(unit))) return false;
  const [first, last] = [binders[0]?.index ?? 0, binders.at(-1)?.index ?? 0];
  return units.slice(first, last).every((unit) => !unit.readsAtImport.has(name) || binders.includes(unit));
}
