import { LineTable } from '../../text/lineTable.ts';
import type { StayReason } from '../stayReason.ts';
import { whyUndivided } from '../undivided.ts';
import type { SplitSource } from './splitSource.ts';
import type { SplitUnit, TopStatement } from './splitUnit.ts';
import type { UnitGroup } from './unitOrder.ts';

/** What was tried with a module. */
export interface Attempt {
  readonly staying: ReadonlyMap<SplitUnit, StayReason<SplitUnit>>;
  /** What could leave. */
  readonly groups: readonly UnitGroup[];
}

/** Lines of statements with the comments and blank lines above them. */
export function linesOf({ text }: SplitSource, statements: readonly TopStatement[]): number {
  return statements.reduce((sum, { start, end }) => sum + text.slice(start, end).split('\n').length - 1, 0);
}

/** Why a module cannot be divided. */
export function whyNot(source: SplitSource, { staying, groups }: Attempt, limit: number): string {
  return whyUndivided({
    limit,
    lines: new LineTable(source.text).count,
    units: source.units,
    staying,
    clusters: groups,
    leaving: 'can leave',
    linesOf: ({ statements }) => linesOf(source, statements),
    linesApart: (units) =>
      linesOf(
        source,
        units.flatMap(({ statements }) => statements),
      ),
    nameOf: (unit) => nameOf(source, unit),
  });
}

/** A name it declares, else its line. */
function nameOf({ text }: SplitSource, { bindings, statements }: SplitUnit): string {
  const offset = statements[0]?.node.start ?? 0;
  return bindings[0]?.name ?? `The statement in line ${text.slice(0, offset).split('\n').length}`;
}
