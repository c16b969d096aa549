import { lazyModuleNames } from '../python/lazyModuleNames.ts';
import type { ModuleImport } from '../scan/moduleImport.ts';
import type { SourceModule } from '../sourceModule.ts';
import { Suppressions } from '../suppression/suppressions.ts';

/** What the import graph keeps of an import that runs when its module is imported: small, and without the text. */
export interface ImportStatement {
  /** Without leading dots; empty in `from . import x`. */
  readonly module: string;
  /** Leading dots of a relative import. */
  readonly level: number;
  readonly names: readonly string[];
  /** Place of the module's name, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Of a file's imports so many are followed, those that stand first: nobody has written more by hand. */
export const maximumFollowed = 5000;

const noNames: readonly string[] = [];

/**
 * The imports of a Python module that the graph follows: those that run when it is imported, without those that a
 * comment disables for `heavy-import`. Who accepts what an import costs accepts it for the module's importers too.
 */
export function importStatements(module: SourceModule): ImportStatement[] {
  if (module.languageId !== 'python') return [];
  const eager = eagerImports(module);
  if (eager.length === 0 || !module.source.includes('swarm:'))
    return eager.map((each) => statementOf(each, module));
  const suppressions = new Suppressions(module, { ownCommentsOnly: true });
  return eager
    .filter(({ module: { start, end } }) => {
      const range = module.lines.range(start, end);
      return !suppressions.covers({ rule: 'heavy-import', range });
    })
    .map((each) => statementOf(each, module));
}

/** Without those that `__lazy_modules__` names: they load when they are used. */
function eagerImports({ imports, source }: SourceModule): readonly ModuleImport[] {
  const followed = imports.slice(0, maximumFollowed);
  const lazy = lazyModuleNames(source);
  if (lazy.size === 0) return followed;
  return followed.filter(({ module: { name }, level }) => level > 0 || !lazy.has(name));
}

/** What the graph keeps of an import. */
export function statementOf(
  { module, level, names }: ModuleImport,
  { lines }: SourceModule,
): ImportStatement {
  const { line, column } = lines.position(module.start);
  return {
    module: module.name,
    level,
    names: names.length === 0 ? noNames : names.map(({ name }) => name),
    line,
    column,
  };
}
