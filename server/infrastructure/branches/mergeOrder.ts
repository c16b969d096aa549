/** Which branches conflict with which, by name, both ways. */
export type ConflictGraph = ReadonlyMap<string, ReadonlySet<string>>;

export interface MergeOrder {
  /** Branches that go together without a conflict, those in nobody's way first, and then the others. */
  readonly order: readonly string[];
  /** Whether no larger set of branches goes together. */
  readonly exact: boolean;
}

/** With more branches that conflict at all, looking for the best set could take too long. */
const exactUpTo = 24;

/**
 * The order in which the most branches merge: of two that conflict only one can, so the largest set without a conflict
 * goes first.
 */
export function mergeOrder(names: readonly string[], conflicts: ConflictGraph): MergeOrder {
  const degree = (name: string) => conflicts.get(name)?.size ?? 0;
  const sorted = [...names].sort((a, b) => degree(a) - degree(b) || (a < b ? -1 : 1));
  const contested = sorted.filter((name) => degree(name) > 0);
  const exact = contested.length <= exactUpTo;
  const chosen = new Set(exact ? largestSet(contested, conflicts) : greedySet(contested, conflicts));
  const first = sorted.filter((name) => degree(name) === 0 || chosen.has(name));
  return { order: [...first, ...sorted.filter((name) => !first.includes(name))], exact };
}

/** With a branch or without it: whichever gives more. A branch with at most one rival left is always worth taking. */
function largestSet(names: readonly string[], conflicts: ConflictGraph): string[] {
  const rivals = (name: string) => names.filter((other) => conflicts.get(name)?.has(other) === true);
  const [first] = names;
  if (first === undefined) return [];
  const easy = names.find((name) => rivals(name).length <= 1);
  const pick =
    easy ?? names.reduce((most, name) => (rivals(name).length > rivals(most).length ? name : most), first);
  const against = rivals(pick);
  const left = names.filter((name) => name !== pick && !against.includes(name));
  const withIt = [pick, ...largestSet(left, conflicts)];
  if (easy !== undefined) return withIt;
  const without = largestSet(
    names.filter((name) => name !== pick),
    conflicts,
  );
  return without.length > withIt.length ? without : withIt;
}

/** @param names those with the fewest conflicts first */
function greedySet(names: readonly string[], conflicts: ConflictGraph): string[] {
  const chosen: string[] = [];
  for (const name of names)
    if (!chosen.some((other) => conflicts.get(name)?.has(other) === true)) chosen.push(name);
  return chosen;
}
