/**
 * The candidate a mistyped name most likely meant; undefined where none is near enough to suggest.
 * @param furthest edits at most (default: a third of the name, at least two)
 */
export function nearestName(
  name: string,
  candidates: readonly string[],
  furthest = Math.max(2, Math.floor(name.length / 3)),
): string | undefined {
  if (name.length > 64) return undefined;
  let nearest: string | undefined;
  let bound = furthest + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance >= bound) continue;
    bound = distance;
    nearest = candidate;
  }
  return nearest;
}

/** Levenshtein distance: insertions, deletions and replacements that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const inserted = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, inserted));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
