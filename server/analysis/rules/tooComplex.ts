import type { Rule } from '../rule.ts';
import { definitionFindings } from './definitionFindings.ts';

/** Finds functions and methods with a cyclomatic complexity beyond the limit. */
export const tooComplex: Rule = {
  id: 'too-complex',
  title: 'Function too complex',
  check: (module, settings) =>
    definitionFindings(
      { rule: 'too-complex', kind: 'function', of: complexity, peak: complexity },
      module,
      settings,
    ),
};

function complexity({ complexity }: { readonly complexity: number }): number {
  return complexity;
}
