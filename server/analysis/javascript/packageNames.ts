/** By a set of names of packages, numbers of what stands before their first slash. */
const known = new WeakMap<ReadonlySet<string>, ReadonlySet<number>>();

/** Numbers of what stands in each name before its first slash: two names have the same now and then. */
export function firstNames(packages: ReadonlySet<string>): ReadonlySet<number> {
  const found = known.get(packages);
  if (found) return found;
  const numbers = new Set(Array.from(packages, (name) => numberOf(name.split('/', 1)[0] ?? '')));
  known.set(packages, numbers);
  return numbers;
}

/** FNV-1a of the code units, as `scanner/javascript/tellImports.ts` has it. */
function numberOf(name: string): number {
  let number = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) number = Math.imul(number ^ name.charCodeAt(i), 0x01000193);
  return number | 0;
}
