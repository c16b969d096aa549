import type { Rule } from '../rule.ts';
import { definitionsTooLong } from './definitionFindings.ts';

/** Finds functions and methods with more lines than the limit. */
export const functionTooLong: Rule = {
  id: 'function-too-long',
  title: 'Function too long',
  check: (module, settings) => definitionsTooLong(module, 'function', settings),
};
