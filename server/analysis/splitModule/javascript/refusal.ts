import { LineTable } from '../../text/lineTable.ts';
import { rootsOfStaying, type StayReason } from '../stayReason.ts';
import type { SplitSource } from './splitSource.ts';
import type { SplitUnit, TopStatement } from './splitUnit.ts';
import type { UnitGroup } from './unitOrder.ts';

const mostReasons = 2;

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

/** Why a module cannot be divided: what stands in the way of most of its lines. */
export function whyNot(source: SplitSource, { staying, groups }: Attempt, limit: number): string {
  const bySize = source.units.toSorted((a, b) => linesIn(source, [b]) - linesIn(source, [a]));
  const [giant] = bySize;
  if (giant && linesIn(source, [giant]) > limit)
    return `${nameOf(source, giant)} alone has ${linesIn(source, [giant])} lines; the limit is ${limit}.`;
  const circle = groups.find((group) => linesIn(source, group) > limit);
  if (circle) return ofCircle(source, circle, limit);
  const all = new LineTable(source.text).count;
  const free = linesIn(source, groups.flat());
  const start =
    all - free > limit || !giant
      ? `Only ${free} of ${all} lines can leave; that is too few for the limit of ${limit}.`
      : `No division gives each file at most ${limit} lines, imports included; ${nameOf(source, giant)} alone has ${linesIn(source, [giant])}.`;
  const told = rootsOfStaying(staying, (unit) => linesIn(source, [unit]))
    .slice(0, mostReasons)
    .map(({ root, why, lines, others }) => {
      const more = others === 0 ? ' stays' : ` and ${others} that need it stay`;
      return `${nameOf(source, root)}${more} (${lines} ${lines === 1 ? 'line' : 'lines'}): ${why}.`;
    });
  return [start, ...told].join(' ');
}

function ofCircle(source: SplitSource, circle: UnitGroup, limit: number): string {
  const [first, second] = circle
    .toSorted((a, b) => linesIn(source, [b]) - linesIn(source, [a]))
    .map((unit) => nameOf(source, unit));
  const more = circle.length > 2 ? `, ${second} and ${circle.length - 2} more` : ` and ${second}`;
  return `${first}${more} use each other and have to stay together: ${linesIn(source, circle)} lines; the limit is ${limit}.`;
}

function linesIn(source: SplitSource, units: readonly SplitUnit[]): number {
  return linesOf(
    source,
    units.flatMap(({ statements }) => statements),
  );
}

/** A name it declares, else its line. */
function nameOf({ text }: SplitSource, { bindings, statements }: SplitUnit): string {
  const offset = statements[0]?.node.start ?? 0;
  return bindings[0]?.name ?? `The statement in line ${text.slice(0, offset).split('\n').length}`;
}
