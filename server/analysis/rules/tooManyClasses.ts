import type { Rule } from '../rule.ts';
import { countFindings } from './countFindings.ts';

/** Finds a file with more classes than the limit. Enums have one of their own. */
export const tooManyClasses: Rule = {
  id: 'too-many-classes',
  title: 'Too many classes in a file',
  peak: 'classes',
  check: (module, settings) =>
    countFindings('too-many-classes', module.countedDefinitions('classes'), settings),
};
