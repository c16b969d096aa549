/** Everything that can be reached from some, each behind what it depends on; of a cycle any may come first. */
export function dependenciesFirst<Item>(
  items: Iterable<Item>,
  dependenciesOf: (item: Item) => readonly Item[],
): Item[] {
  const done = new Set<Item>();
  const entered = new Set<Item>();
  for (const item of items) {
    const open = [item];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      if (entered.has(at)) {
        done.add(at);
        open.pop();
        continue;
      }
      entered.add(at);
      open.push(...dependenciesOf(at).filter((each) => !entered.has(each)));
    }
  }
  return [...done];
}
