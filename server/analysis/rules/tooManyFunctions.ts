import type { Rule } from '../rule.ts';
import type { Definition } from '../scan/definition.ts';
import { countFindings } from './countFindings.ts';

/** Finds a file with more top-level functions than the limit. */
export const tooManyFunctions: Rule = {
  id: 'too-many-functions',
  title: 'Too many functions in a file',
  peak: 'functions',
  check: (module, settings) => countFindings('too-many-functions', topLevelFunctions, module, settings),
};

/** One for each name: `if` and `else` may both define it. A callback has none. */
function topLevelFunctions(definitions: readonly Definition[]): Definition[] {
  const byName = new Map<string, Definition>();
  for (const definition of definitions) {
    const { kind, name, parent } = definition;
    if (kind === 'function' && parent === -1 && name !== undefined && !byName.has(name))
      byName.set(name, definition);
  }
  return [...byName.values()];
}
