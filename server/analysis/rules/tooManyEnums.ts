import type { Rule } from '../rule.ts';
import { countFindings } from './countFindings.ts';

/** Finds a file with more enums than the limit. */
export const tooManyEnums: Rule = {
  id: 'too-many-enums',
  title: 'Too many enums in a file',
  peak: 'enums',
  check: (module, settings) => countFindings('too-many-enums', module.countedDefinitions('enums'), settings),
};
