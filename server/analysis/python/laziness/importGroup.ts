import type { HeavyImportFinding } from '../../finding.ts';
import type { SourceModule } from '../../sourceModule.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import { eagerImports, type ImportBinding } from './importBinding.ts';

/** What is asked about: the finding's place and module. */
export type ImportQuestion = Pick<HeavyImportFinding, 'range' | 'data'>;

/**
 * The imports that load the heavy module of a finding, in order of their place: laziness of one alone would gain
 * nothing, so they become lazy together or not at all. Empty where the finding is not about an import statement.
 */
export function importGroup(
  { lines }: SourceModule,
  tree: PythonModule,
  { range, data }: ImportQuestion,
): ImportBinding[] {
  const offset = lines.start(range.start.line) + range.start.column - 1;
  const imports = eagerImports(tree);
  const asked = imports.find(({ statement }) => statement.start <= offset && offset < statement.end);
  if (asked === undefined) return [];
  if (asked.statement.kind === 'importFrom' && asked.statement.level > 0)
    return imports.filter((each) => isSameRelative(each, asked));
  const root = data.chain ? data.module : data.root;
  return imports.filter((each) => !isRelative(each) && loadsBelow(each, root));
}

function loadsBelow({ statement, loads, standsFor }: ImportBinding, root: string): boolean {
  return isWithin(loads, root) || (statement.kind === 'importFrom' && isWithin(standsFor, root));
}

/** Whether a dotted name is a module or lies below it. */
export function isWithin(name: string, module: string): boolean {
  return name === module || name.startsWith(`${module}.`);
}

export function isRelative({ statement }: ImportBinding): boolean {
  return statement.kind === 'importFrom' && statement.level > 0;
}

function isSameRelative(each: ImportBinding, asked: ImportBinding): boolean {
  if (each.statement.kind !== 'importFrom' || asked.statement.kind !== 'importFrom') return false;
  return each.statement.level === asked.statement.level && each.loads === asked.loads;
}
