import type { ModuleImport } from '../moduleImport.ts';
import type { SourceModule } from '../sourceModule.ts';
import { Suppressions } from '../suppression.ts';

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

const noNames: readonly string[] = [];

/**
 * The imports of a Python module that the graph follows: those that run when it is imported, without those that a
 * comment disables for `heavy-import`. Who accepts what an import costs accepts it for the module's importers too.
 */
export function importStatements(module: SourceModule): ImportStatement[] {
  if (module.languageId !== 'python') return [];
  const statements = module.imports.map((each) => statementOf(each, module));
  if (statements.length === 0 || !module.text.includes('swarm:')) return statements;
  const suppressions = new Suppressions(module);
  return statements.filter((_, index) => {
    const { start, end } = module.imports[index]?.module ?? { start: 0, end: 0 };
    return !suppressions.covers({ rule: 'heavy-import', range: module.lines.range(start, end) });
  });
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
