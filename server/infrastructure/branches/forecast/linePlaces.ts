import { diffArrays } from 'diff';

/** Texts that differ in more lines than this would take long to compare. */
const maximumDifferences = 2000;

/**
 * Finds where lines of one text stand in another that is much alike.
 * @returns line (from 1) to line (from 1); undefined where the texts differ too much
 */
export function linePlaces(
  from: readonly string[],
  to: readonly string[],
): ((line: number) => number) | undefined {
  const changes = diffArrays([...from], [...to], { maxEditLength: maximumDifferences });
  if (!changes) return undefined;
  /** From which line on lines stand so many lines further down. */
  const shifts: { readonly line: number; readonly by: number }[] = [];
  let line = 1;
  let by = 0;
  for (const { added, removed, count = 0 } of changes) {
    if (added) by += count;
    else if (removed) {
      by -= count;
      line += count;
    } else {
      shifts.push({ line, by });
      line += count;
    }
  }
  return (wanted) => wanted + (shifts.findLast((shift) => shift.line <= wanted)?.by ?? 0);
}
