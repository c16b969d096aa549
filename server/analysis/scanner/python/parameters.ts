import { isSpace } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { itemEnd, itemStart, nextItem, openParenthesis, plainEnd } from './brackets.ts';

/** Offset behind the parameters counted last where nothing in them is of interest to anybody else; -1 otherwise. */
export let parametersEnd: i32 = -1;

/**
 * How many parameters stand behind a function's name: positional-only and keyword-only ones, `*args` and `**kwargs` are
 * one each; the marks `/` and `*` are none.
 * @param bound whether the first one is `self` or `cls`, which no caller passes
 */
export function parametersBehind(nameEnd: i32, bound: bool): i32 {
  parametersEnd = -1;
  if (!openParenthesis(nameEnd)) return 0;
  let count = 0;
  let isFirst = true;
  while (nextItem()) {
    const isReceiver = bound && isFirst && unitAt(itemStart) !== 42;
    isFirst = false;
    if (!isReceiver && !isMark()) count++;
  }
  parametersEnd = plainEnd();
  return count;
}

function isMark(): bool {
  const c = unitAt(itemStart);
  if (c !== 42) return c === 47;
  for (let i = itemStart + 1; i < itemEnd; i++) if (!isSpace(unitAt(i))) return false;
  return true;
}
