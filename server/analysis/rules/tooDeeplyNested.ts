import type { Rule } from '../rule.ts';
import { definitionFindings } from './definitionFindings.ts';

/** Finds functions and methods whose control structures stand in each other deeper than the limit. */
export const tooDeeplyNested: Rule = {
  id: 'too-deeply-nested',
  title: 'Function too deeply nested',
  check: (module, settings) =>
    definitionFindings(
      { rule: 'too-deeply-nested', kind: 'function', of: nesting, peak: nesting },
      module,
      settings,
    ),
};

function nesting({ nesting }: { readonly nesting: number }): number {
  return nesting;
}
