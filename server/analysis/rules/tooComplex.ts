import type { Rule } from '../rule.ts';
import { functionFindings } from './definitionFindings.ts';

/** Finds functions and methods with a cyclomatic complexity beyond the limit. */
export const tooComplex: Rule = {
  id: 'too-complex',
  title: 'Function too complex',
  peak: 'complexity',
  check: (module, settings) => functionFindings('too-complex', 'complexity', module, settings),
};
