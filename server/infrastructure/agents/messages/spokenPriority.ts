import type { Priority } from '../../../protocol/priority.ts';

const spellings: readonly (readonly [RegExp, Priority])[] = [
  [/\b(urgent|critical|emergency|immediate|p0)\b/i, 'urgent'],
  [/\b(high|important|p1)\b/i, 'high'],
  [/\b(low|minor|p3)\b/i, 'low'],
];

/** What the priority of a real message means, e.g. `🚨 URGENT (do it now)` or `regular`: normal where it says nothing else. */
export function spokenPriority(text: string | undefined): Priority {
  if (text === undefined) return 'normal';
  return spellings.find(([spelling]) => spelling.test(text.slice(0, 200)))?.[1] ?? 'normal';
}
