import type { Rule } from '../rule.ts';
import { functionFindings } from './definitionFindings.ts';

/** Finds functions and methods with more parameters than the limit. */
export const tooManyParameters: Rule = {
  id: 'too-many-parameters',
  title: 'Too many parameters',
  peak: 'parameters',
  check: (module, settings) => functionFindings('too-many-parameters', 'parameters', module, settings),
};
