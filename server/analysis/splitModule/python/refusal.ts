import { rootsOfStaying, type StayReason } from '../stayReason.ts';
import { linesIn, linesOf } from './chooseParts.ts';
import type { Cluster } from './clusters.ts';
import { lineCount, type SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

const mostReasons = 2;
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

/** Why a module cannot be divided: what stands in the way of most of its lines. */
export function whyNot(source: SplitSource, { staying, groups }: Attempt): string {
  const { text, limit, units } = source;
  const [giant] = [...units].sort((a, b) => linesOf(text, b) - linesOf(text, a));
  if (giant && ownLines(source, giant) > limit)
    return `${nameOf(source, giant)} alone has ${ownLines(source, giant)} lines; the limit is ${limit}.`;
  const clusters = groups.flat();
  const circle = clusters.find((cluster) => linesIn(text, cluster) > limit);
  if (circle) return ofCircle(source, circle);
  const free = linesIn(text, clusters.flat());
  const start =
    lineCount(text) - free > limit || !giant
      ? `Only ${free} of ${lineCount(text)} lines can move without changing what the module does; that is too few for the limit of ${limit}.`
      : `No division gives each file at most ${limit} lines, imports included; ${nameOf(source, giant)} alone has ${ownLines(source, giant)}.`;
  return [start, ...ofStaying(source, staying)].join(' ');
}

/** What holds most of the lines that stay; comments and docstrings, which nothing needs, are not worth telling. */
function ofStaying(source: SplitSource, staying: Attempt['staying']): string[] {
  return rootsOfStaying(staying, (unit) => ownLines(source, unit))
    .filter(({ root, lines }) => root.statement.kind !== 'expression' || lines > leastTold)
    .slice(0, mostReasons)
    .map(({ root, why, lines, others }) => {
      const more = others === 0 ? ' stays' : ` and ${others} that need it stay`;
      return `${nameOf(source, root)}${more} (${lines} ${lines === 1 ? 'line' : 'lines'}): ${why}.`;
    });
}

function ofCircle(source: SplitSource, circle: Cluster): string {
  const lines = linesIn(source.text, circle);
  const [first, second] = [...circle]
    .sort((a, b) => linesOf(source.text, b) - linesOf(source.text, a))
    .map((unit) => nameOf(source, unit));
  const more = circle.length > 2 ? `, ${second} and ${circle.length - 2} more` : ` and ${second}`;
  return `${first}${more} use each other and have to stay together: ${lines} lines; the limit is ${source.limit}.`;
}

function ownLines({ text }: SplitSource, { start, end }: Unit): number {
  return lineCount(text.slice(start, end));
}

/** A name it binds, else its line. */
function nameOf({ text }: SplitSource, { binds, statement }: Unit): string {
  const [name] = binds;
  return name ?? `The statement in line ${lineCount(text.slice(0, statement.start + 1))}`;
}
