import type { OffsetEdit } from '../../../fixes/fix.ts';

/** The edits of one fix in order: removals that touch become one, and what is inserted within one goes behind it. */
export function joinEdits(edits: readonly OffsetEdit[]): OffsetEdit[] {
  const removals: OffsetEdit[] = [];
  const rest: OffsetEdit[] = [];
  for (const edit of [...edits].sort(byPlace)) {
    const last = removals.at(-1);
    if (edit.newText !== '') rest.push(edit);
    else if (last && edit.start <= last.end)
      removals[removals.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    else removals.push(edit);
  }
  const moved = rest.map((edit) => {
    const around = removals.find(
      ({ start, end }) => edit.start === edit.end && start < edit.start && edit.start < end,
    );
    return around ? { ...edit, start: around.end, end: around.end } : edit;
  });
  return joinInsertions([...removals, ...moved].sort(byPlace));
}

/** Several insertions at one place become one, in their order. */
function joinInsertions(edits: readonly OffsetEdit[]): OffsetEdit[] {
  const joined: OffsetEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && last.start === last.end && edit.start === edit.end && last.start === edit.start)
      joined[joined.length - 1] = { ...last, newText: last.newText + edit.newText };
    else joined.push(edit);
  }
  return joined;
}

function byPlace(a: OffsetEdit, b: OffsetEdit): number {
  return a.start - b.start || a.end - b.end;
}
