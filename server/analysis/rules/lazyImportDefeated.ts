import { defeatedLaziness } from '../python/laziness/defeatedLaziness.ts';
import type { Rule } from '../rule.ts';

/** Finds lazy imports whose module is loaded at once all the same. */
export const lazyImportDefeated: Rule = {
  id: 'lazy-import-defeated',
  title: 'Lazy import that is loaded at once',
  check(module, { heavyModules }) {
    return module.languageId === 'python' ? defeatedLaziness(module, heavyModules) : [];
  },
};
