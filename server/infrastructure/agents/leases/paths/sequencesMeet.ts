/** How the elements of two patterns are told apart and compared. */
export interface ElementRules<Element> {
  /** Whether the element stands for any number of elements, none included. */
  isRepeat(element: Element): boolean;
  /** Whether something single fits both elements, neither of which is a repetition. */
  meet(first: Element, second: Element): boolean;
}

/** Whether one sequence exists that fits both patterns; in time of the product of their lengths. */
export function sequencesMeet<Element>(
  first: readonly Element[],
  second: readonly Element[],
  rules: ElementRules<Element>,
): boolean {
  let reached = beforeFirst(second, rules);
  for (const element of first) {
    if (!reached.includes(true)) return false;
    reached = after(reached, element, second, rules);
  }
  return reached[second.length] === true;
}

/** At each index whether nothing at all and that many elements of `second` can be the same. */
function beforeFirst<Element>(second: readonly Element[], rules: ElementRules<Element>): boolean[] {
  const reached = [true];
  for (const other of second) reached.push(reached.at(-1) === true && rules.isRepeat(other));
  return reached;
}

/** The same with one more element of the first pattern. */
function after<Element>(
  before: readonly boolean[],
  element: Element,
  second: readonly Element[],
  rules: ElementRules<Element>,
): boolean[] {
  const repeats = rules.isRepeat(element);
  const reached = [repeats && before[0] === true];
  second.forEach((other, at) => {
    // A repetition stands for nothing more, or for what the other pattern has here.
    if (repeats || rules.isRepeat(other)) reached.push(before[at + 1] === true || reached[at] === true);
    else reached.push(before[at] === true && rules.meet(element, other));
  });
  return reached;
}
