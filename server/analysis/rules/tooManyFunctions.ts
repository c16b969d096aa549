import type { Rule } from '../rule.ts';
import type { Definition } from '../scan/definition.ts';
import { countFindings } from './countFindings.ts';

/** Finds a file with more top-level functions than the limit. */
export const tooManyFunctions: Rule = {
  id: 'too-many-functions',
  title: 'Too many functions in a file',
  peak: 'functions',
  check: (module, settings) =>
    countFindings('too-many-functions', firstOfEachName(module.countedDefinitions('functions')), settings),
};

/** `if` and `else` may both define a function. */
function firstOfEachName(functions: readonly Definition[]): Definition[] {
  const byName = new Map<string | undefined, Definition>();
  for (const each of functions) if (!byName.has(each.name)) byName.set(each.name, each);
  return [...byName.values()];
}
