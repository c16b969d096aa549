import { isMovable } from './movable.ts';
import { hasEffect, hasLineOfItsOwn } from './shareable.ts';
import { sharesName } from './sharesName.ts';
import type { Unit } from './unit.ts';

// Names that mean another thing in another module.
const moduleNames: ReadonlySet<string> = new Set([
  ...['__name__', '__file__', '__doc__', '__package__', '__spec__', '__loader__', '__path__', '__builtins__'],
  ...['__cached__', '__debug__', '__dict__', '__all__', 'globals', 'eval', 'exec', '__annotations__'],
]);
/** Reads the calling module, or is tested where it stands. */
const looksAtModule = /\b(?:_getframe|currentframe|getmodule|inspect\.stack)\b|^\s*>>> /m;

/** What the decision who stays needs. */
export interface UnitFacts {
  readonly text: string;
  readonly units: readonly Unit[];
  readonly shareable: ReadonlySet<Unit>;
  /** They stay, but what reads them can move. */
  readonly loggers: ReadonlySet<Unit>;
  /** Names that other files replace in this module. */
  readonly patched: ReadonlySet<string>;
  /** Units that would not fit into a file of their own. */
  readonly tooLong: ReadonlySet<Unit>;
}

/** The units that have to stay in the original, those that read a name that stays included. */
export function stayingUnits(facts: UnitFacts): Set<Unit> {
  const { units, shareable, loggers } = facts;
  const binders = bindersOf(units);
  const staying = new Set(units.filter((unit) => !shareable.has(unit) && staysByItself(unit, facts)));
  const stayingNames = new Set(facts.patched);
  for (const [name, own] of binders) if (!canMoveTogether(own, shareable)) stayingNames.add(name);
  for (const unit of staying) if (!loggers.has(unit)) for (const name of unit.binds) stayingNames.add(name);
  for (let size = -1; size !== staying.size + stayingNames.size; ) {
    size = staying.size + stayingNames.size;
    for (const unit of units) {
      if (shareable.has(unit) || staying.has(unit) || !depends(unit, stayingNames)) continue;
      staying.add(unit);
      for (const name of unit.binds) stayingNames.add(name);
    }
  }
  return staying;
}

function depends({ binds, reads }: Unit, names: ReadonlySet<string>): boolean {
  return sharesName(binds, names) || sharesName(reads, names);
}

function staysByItself(unit: Unit, { text, units, tooLong }: UnitFacts): boolean {
  if (!isMovable(unit.statement) || unit.rebinds || tooLong.has(unit)) return true;
  if (sharesName(unit.foreign, moduleNames) || !hasLineOfItsOwn(unit, text)) return true;
  return looksAtModule.test(text.slice(unit.start, unit.end)) || dependsOnEffect(unit, units);
}

/** Whether something that ran before may have changed what the unit reads while the module is imported. */
function dependsOnEffect(unit: Unit, units: readonly Unit[]): boolean {
  const data = new Set(units.filter(isAssignment).flatMap(({ binds }) => [...binds]));
  return units.slice(0, unit.index).some((before) => {
    if (hasEffect(before.statement)) return sharesName(before.reads, unit.readsAtImport);
    if (!isAssignment(before) || isMovable(before.statement)) return false;
    return [...before.reads].some((name) => data.has(name) && unit.readsAtImport.has(name));
  });
}

function isAssignment({ statement }: Unit): boolean {
  return statement.kind === 'assignment' || statement.kind === 'annotatedAssignment';
}

function bindersOf(units: readonly Unit[]): Map<string, Unit[]> {
  const binders = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const name of unit.binds) binders.set(name, [...(binders.get(name) ?? []), unit]);
  }
  return binders;
}

/** A name that is bound several times: by imports alone, or by definitions that stand side by side, as overloads do. */
function canMoveTogether(binders: readonly Unit[], shareable: ReadonlySet<Unit>): boolean {
  if (binders.length === 1 || binders.every((unit) => shareable.has(unit))) return true;
  return binders.every(
    ({ statement, index }, at) => statement.kind === 'function' && index === (binders[0]?.index ?? 0) + at,
  );
}
