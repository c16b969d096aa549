import { isWordUnit, spellsWord } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { behindBlanks } from './gaps.ts';

/** What a decorator changes about the function below it. */
export enum Decoration {
  None = 0,
  Static = 1,
  Overload = 2,
}

/** What the decorator at an offset changes. */
export function decorationAt(start: i32): Decoration {
  let found = Decoration.None;
  let i = start + 1;
  while (true) {
    const name = behindBlanks(i);
    if (spellsWord(name, 'staticmethod')) found = Decoration.Static;
    else if (spellsWord(name, 'overload')) found = Decoration.Overload;
    let end = name;
    while (isWordUnit(unitAt(end))) end++;
    i = behindBlanks(end);
    if (end === name || unitAt(i) !== 46) return found;
    i++;
  }
}
