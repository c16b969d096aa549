import { diffArrays } from 'diff';

/** Lines from `start`, from 0, up to `end`, not included. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** Lines of one text that stand in place of lines of the other. */
interface Replacement {
  readonly from: LineSpan;
  readonly to: LineSpan;
}

/** Texts that differ in more lines than this would take long to compare: they count as one replacement. */
const maximumDifferences = 1000;

/** Finds where lines of a text stand after it was edited. */
export function lineMapping(
  before: readonly string[],
  after: readonly string[],
): (lines: LineSpan) => LineSpan {
  const replacements = findReplacements(before, after);
  return ({ start, end }) => {
    const mapped = startOf(start, replacements);
    return { start: mapped, end: Math.max(mapped, start === end ? mapped : endOf(end, replacements)) };
  };
}

/** Mostly a few lines in the middle are different: only those are compared. */
function findReplacements(before: readonly string[], after: readonly string[]): Replacement[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)] as const;
  if (middle[0].length === 0 && middle[1].length === 0) return [];
  return compare(...middle).map(({ from, to }) => ({ from: shifted(from, head), to: shifted(to, head) }));
}

function compare(before: readonly string[], after: readonly string[]): Replacement[] {
  const whole = { from: { start: 0, end: before.length }, to: { start: 0, end: after.length } };
  if (before.length === 0 || after.length === 0) return [whole];
  const changes = diffArrays([...before], [...after], { maxEditLength: maximumDifferences });
  if (!changes) return [whole];
  const found: Replacement[] = [];
  let [from, to] = [0, 0];
  let open: Replacement | undefined;
  for (const { added, removed, count = 0 } of changes) {
    const next = { from: from + (added ? 0 : count), to: to + (removed ? 0 : count) };
    if (added || removed) {
      open = {
        from: { start: open?.from.start ?? from, end: next.from },
        to: { start: open?.to.start ?? to, end: next.to },
      };
    } else {
      if (open) found.push(open);
      open = undefined;
    }
    [from, to] = [next.from, next.to];
  }
  return open ? [...found, open] : found;
}

function shifted({ start, end }: LineSpan, by: number): LineSpan {
  return { start: start + by, end: end + by };
}

/** Lines that were put in before a line do not belong to it. */
function startOf(line: number, replacements: readonly Replacement[]): number {
  const last = replacements.findLast(({ from }) => from.start <= line);
  if (!last) return line;
  return line < last.from.end ? last.to.start : line - last.from.end + last.to.end;
}

function endOf(line: number, replacements: readonly Replacement[]): number {
  const last = replacements.findLast(({ from }) => from.start < line);
  if (!last) return line;
  return line <= last.from.end ? last.to.end : line - last.from.end + last.to.end;
}
