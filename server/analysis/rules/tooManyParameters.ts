import type { Rule } from '../rule.ts';
import { definitionFindings } from './definitionFindings.ts';

/** Finds functions and methods with more parameters than the limit. */
export const tooManyParameters: Rule = {
  id: 'too-many-parameters',
  title: 'Too many parameters',
  check: (module, settings) =>
    definitionFindings(
      { rule: 'too-many-parameters', kind: 'function', of: parameters, peak: parameters },
      module,
      settings,
    ),
};

function parameters({ parameters }: { readonly parameters: number }): number {
  return parameters;
}
