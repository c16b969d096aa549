import type { Definition } from '../definition.ts';
import type { Rule } from '../rule.ts';
import { countFindings } from './countFindings.ts';

/** Finds a file with more enums than the limit. */
export const tooManyEnums: Rule = {
  id: 'too-many-enums',
  title: 'Too many enums in a file',
  check: (module, settings) =>
    countFindings({ rule: 'too-many-enums', of: ofEnums, peak: (peaks) => peaks.enums }, module, settings),
};

function ofEnums(definitions: readonly Definition[]): Definition[] {
  return definitions.filter(({ isEnum }) => isEnum);
}
