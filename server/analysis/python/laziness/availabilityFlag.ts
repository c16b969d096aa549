import type { Node } from '../syntax/expressionNodes.ts';
import type { ExceptHandler, PythonModule, Statement, Suite, Try } from '../syntax/statementNodes.ts';
import type { ImportBinding } from './importBinding.ts';
import { lastName } from './localDefinitions.ts';
import { isKind } from './syntaxPath.ts';

/** A `try` that does nothing but import and say in flags whether that worked. */
export interface AvailabilityFlag {
  readonly statement: Try;
  readonly names: readonly string[];
}

/** The flags that the `try` around an import sets; undefined where it does anything else. */
export function availabilityFlag(
  { body }: PythonModule,
  { statement }: ImportBinding,
  guard: Try,
): AvailabilityFlag | undefined {
  const [handler] = guard.handlers;
  if (!body.includes(guard) || guard.finalBody || guard.handlers.length !== 1 || !handler) return undefined;
  const imports = guard.body.statements.filter((each) => isKind(each, 'import', 'importFrom'));
  const yes = flagsOf(
    [...guard.body.statements.filter((each) => each !== statement), ...rest(guard.orElse)],
    'True',
  );
  const no = flagsOf(handler.body.statements, 'False');
  if (imports.length !== 1 || !yes || !no || yes.length === 0 || !catchesImportError(handler))
    return undefined;
  const isSame = yes.length === no.length && yes.every((name) => no.includes(name));
  return isSame ? { statement: guard, names: yes } : undefined;
}

function rest(suite: Suite | undefined): readonly Statement[] {
  return suite?.statements ?? [];
}

/** Names that statements set to a value; undefined where one does anything else. */
function flagsOf(statements: readonly Statement[], value: 'True' | 'False'): string[] | undefined {
  const names: string[] = [];
  for (const statement of statements) {
    if (statement.kind === 'pass') continue;
    if (statement.kind !== 'assignment' || statement.value.kind !== 'constant') return undefined;
    const [target] = statement.targets;
    if (statement.targets.length !== 1 || target?.kind !== 'name' || statement.value.value !== value)
      return undefined;
    names.push(target.name);
  }
  return names;
}

function catchesImportError({ type, isGroup, name }: ExceptHandler): boolean {
  if (type === undefined || isGroup || name) return false;
  const types: readonly Node[] = isKind(type, 'tuple') ? type.elements : [type];
  return types.every((each) => /^(?:ImportError|ModuleNotFoundError)$/.test(lastName(each)));
}
