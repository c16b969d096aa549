import type { Rule } from '../rule.ts';
import { functionFindings } from './definitionFindings.ts';

/** Finds functions and methods whose control structures stand in each other deeper than the limit. */
export const tooDeeplyNested: Rule = {
  id: 'too-deeply-nested',
  title: 'Function too deeply nested',
  peak: 'nesting',
  check: (module, settings) => functionFindings('too-deeply-nested', 'nesting', module, settings),
};
