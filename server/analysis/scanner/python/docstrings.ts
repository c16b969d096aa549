import { noteComment } from '../commentList.ts';
import { unitAt } from '../memory.ts';
import { behindBlanks } from './gaps.ts';

/** Notes the string that was read last if it is all that a statement holds, or all but a prefix of one letter. */
export function noteDocstring(statementStart: i32, start: i32, end: i32): void {
  if (start < statementStart || start > statementStart + 1) return;
  const next = unitAt(behindBlanks(end));
  if (next === 10 || next === 13 || next === 35) noteComment(statementStart, end);
}
