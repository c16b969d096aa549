import type { Rule } from '../rule.ts';
import { definitionFindings } from './definitionFindings.ts';

/** Finds functions and methods whose control structures stand in each other deeper than the limit. */
export const tooDeeplyNested: Rule = {
  id: 'too-deeply-nested',
  title: 'Function too deeply nested',
  check: (module, settings) =>
    definitionFindings('too-deeply-nested', 'function', ({ nesting }) => nesting, module, settings),
};
