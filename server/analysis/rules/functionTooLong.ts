import type { Rule } from '../rule.ts';
import { definitionsTooLong } from './definitionTooLong.ts';

/** Finds functions and methods with more lines than the limit. */
export const functionTooLong: Rule = {
  id: 'function-too-long',
  title: 'Function too long',
  docs: 'docs/rules/function-too-long.md',
  check: (module, settings) => definitionsTooLong(module, 'function', settings),
};
