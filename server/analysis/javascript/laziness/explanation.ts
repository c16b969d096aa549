import type { Fix } from '../../fixes/fix.ts';
import type { ImportExplanation, Obstacle } from '../../laziness/importExplanation.ts';

/** An explanation whose verdict is that of its best fix. */
export function explanation(
  obstacles: readonly Obstacle[],
  fixes: readonly Fix[],
  notes: readonly string[] = [],
): ImportExplanation {
  const isSafe = fixes.some(({ safety }) => safety === 'safe');
  const verdict = isSafe ? 'safe' : fixes.length > 0 ? 'unsafe' : 'no';
  return { verdict, obstacles, fixes, ...(notes.length > 0 && { notes }) };
}
