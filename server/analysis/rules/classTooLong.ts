import type { Rule } from '../rule.ts';
import { definitionsTooLong } from './definitionFindings.ts';

/** Finds classes with more lines than the limit. */
export const classTooLong: Rule = {
  id: 'class-too-long',
  title: 'Class too long',
  peak: 'classLines',
  check: (module, settings) => definitionsTooLong(module, 'class', settings),
};
