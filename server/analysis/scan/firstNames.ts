/** By a set of names, numbers of what stands before their first separator. */
const known = new WeakMap<ReadonlySet<string>, ReadonlySet<number>>();

/** Numbers of what stands in each name before its first separator: two have the same now and then. */
export function firstNames(names: ReadonlySet<string>, separator: '/' | '.'): ReadonlySet<number> {
  const found = known.get(names);
  if (found) return found;
  const numbers = new Set(Array.from(names, (name) => numberOf(name.split(separator, 1)[0] ?? '')));
  known.set(names, numbers);
  return numbers;
}

/** FNV-1a of the code units, as `scanner/importList.ts` has it. */
function numberOf(name: string): number {
  let number = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) number = Math.imul(number ^ name.charCodeAt(i), 0x01000193);
  return number | 0;
}
