import type { Rule } from '../rule.ts';
import type { Definition } from '../scan/definition.ts';
import { countFindings } from './countFindings.ts';

/** Finds a file with more classes than the limit. */
export const tooManyClasses: Rule = {
  id: 'too-many-classes',
  title: 'Too many classes in a file',
  peak: 'classes',
  check: (module, settings) => countFindings('too-many-classes', classes, module, settings),
};

/** Enums have a limit of their own, and a class in a class (Django's `Meta`) is a part of it. */
function classes(definitions: readonly Definition[]): Definition[] {
  return definitions.filter(
    ({ kind, isEnum, parent }) => kind === 'class' && !isEnum && definitions[parent]?.kind !== 'class',
  );
}
