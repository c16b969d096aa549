import { rootsOfStaying, type StayReason } from './stayReason.ts';

const mostReasons = 2;

/** A module of any language that no plan divides, and how its units are told. */
export interface Undivided<Unit> {
  readonly limit: number;
  /** Of the whole module. */
  readonly lines: number;
  readonly units: readonly Unit[];
  readonly staying: ReadonlyMap<Unit, StayReason<Unit>>;
  /** What could leave; the units of each use each other. */
  readonly clusters: readonly (readonly Unit[])[];
  /** What the lines that could leave can do: `can leave`. */
  readonly leaving: string;
  /** Lines of a unit where it stands. */
  readonly linesOf: (unit: Unit) => number;
  /** Lines of units in new files. */
  readonly linesApart: (units: readonly Unit[]) => number;
  readonly nameOf: (unit: Unit) => string;
  /** Whether it is worth telling that a unit stays, with so many lines that stay for its sake. */
  readonly isTold?: (unit: Unit, lines: number) => boolean;
}

/** Why a module cannot be divided: what stands in the way of most of its lines. */
export function whyUndivided<Unit>(undivided: Undivided<Unit>): string {
  const { limit, lines, units, clusters, leaving, linesOf, linesApart, nameOf } = undivided;
  const [giant] = units.toSorted((a, b) => linesOf(b) - linesOf(a));
  if (giant !== undefined && linesOf(giant) > limit)
    return `${nameOf(giant)} alone has ${linesOf(giant)} lines; the limit is ${limit}.`;
  const circle = clusters.find((cluster) => linesApart(cluster) > limit);
  if (circle) return ofCircle(circle, undivided);
  const free = linesApart(clusters.flat());
  const start =
    lines - free > limit || giant === undefined
      ? `Only ${free} of ${lines} lines ${leaving}; that is too few for the limit of ${limit}.`
      : `No division gives each file at most ${limit} lines, imports included; ${nameOf(giant)} alone has ${linesOf(giant)}.`;
  return [start, ...ofStaying(undivided)].join(' ');
}

/** What holds most of the lines that stay. */
function ofStaying<Unit>({ staying, linesOf, nameOf, isTold }: Undivided<Unit>): string[] {
  return rootsOfStaying(staying, linesOf)
    .filter(({ root, lines }) => isTold?.(root, lines) ?? true)
    .slice(0, mostReasons)
    .map(({ root, why, lines, others }) => {
      const more = others === 0 ? ' stays' : ` and ${others} that need it stay`;
      return `${nameOf(root)}${more} (${lines} ${lines === 1 ? 'line' : 'lines'}): ${why}.`;
    });
}

function ofCircle<Unit>(
  circle: readonly Unit[],
  { limit, linesOf, linesApart, nameOf }: Undivided<Unit>,
): string {
  const [first, second] = circle.toSorted((a, b) => linesOf(b) - linesOf(a)).map(nameOf);
  const more = circle.length > 2 ? `, ${second} and ${circle.length - 2} more` : ` and ${second}`;
  return `${first}${more} use each other and have to stay together: ${linesApart(circle)} lines; the limit is ${limit}.`;
}
