/** Why a unit stays: by itself, for a reason that is a sentence about it; or for another's sake. */
export type StayReason<Unit> = { readonly why: string } | { readonly because: Unit };

/** The units that stay by themselves, each with all that stay for its sake, the most lines first. */
export function rootsOfStaying<Unit>(
  staying: ReadonlyMap<Unit, StayReason<Unit>>,
  linesIn: (unit: Unit) => number,
): { readonly root: Unit; readonly why: string; readonly lines: number; readonly others: number }[] {
  const groups = Map.groupBy(staying.keys(), (unit) => rootOf(unit, staying));
  return [...groups]
    .flatMap(([root, units]) => {
      const reason = staying.get(root);
      if (reason === undefined || !('why' in reason)) return [];
      const lines = units.reduce((sum, unit) => sum + linesIn(unit), 0);
      return [{ root, why: reason.why, lines, others: units.length - 1 }];
    })
    .sort((a, b) => b.lines - a.lines);
}

function rootOf<Unit>(unit: Unit, staying: ReadonlyMap<Unit, StayReason<Unit>>): Unit {
  let root = unit;
  for (let reason = staying.get(root); reason && 'because' in reason; reason = staying.get(root))
    root = reason.because;
  return root;
}
