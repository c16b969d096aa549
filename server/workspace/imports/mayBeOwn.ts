import type { ImportStatement } from '../../analysis/importGraph/importStatement.ts';
import { standardLibrary } from '../../analysis/importGraph/standardLibrary.ts';

/** Whether an import may name a module of the repository. */
export function mayBeOwn({ level, module }: Pick<ImportStatement, 'level' | 'module'>): boolean {
  return level > 0 || !standardLibrary.has(module.split('.', 1)[0] ?? '');
}
