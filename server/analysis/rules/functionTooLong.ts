import { isTestGroup } from '../javascript/testGroup.ts';
import type { Rule } from '../rule.ts';
import { definitionsTooLong } from './definitionFindings.ts';

/** Finds functions and methods with more lines than the limit. Groups of tests are none. */
export const functionTooLong: Rule = {
  id: 'function-too-long',
  title: 'Function too long',
  peak: 'functionLines',
  check: (module, settings) =>
    definitionsTooLong(module, 'function', settings).filter(
      ({ data, range: { start } }) =>
        data.name !== undefined || !isTestGroup(module.lines, start.line, start.column),
    ),
};
