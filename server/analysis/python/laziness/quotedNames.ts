import type { ImportBinding } from './importBinding.ts';

/** The names of imports for a title: `torch`, `Linear and ReLU`, `torch and 3 others`. */
export function quotedNames(group: readonly ImportBinding[]): string {
  const names = [...new Set(group.map(({ name }) => name))];
  const [first, second] = names;
  if (names.length > 2) return `${first} and ${names.length - 1} others`;
  return second === undefined ? String(first) : `${first} and ${second}`;
}
