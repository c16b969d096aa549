import type { ModuleScopes } from '../scopes/reference.ts';
import { child, list, nameIn, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { type ImportCase, isTypeScript } from './importCase.ts';
import { importAt } from './importSubject.ts';

/** The other imports of the same package that run when the module does; those of types alone do not. */
export function importsBeside(importCase: ImportCase): ImportCase[] {
  const { subject, tree, scopes } = importCase;
  const root = packageName(subject.specifier);
  return sourcesIn(tree.program, scopes)
    .filter((source) => source !== subject.source && packageName(String(source['value'])) === root)
    .flatMap((source) => {
      const other = importAt(tree.program, scopes, source.start);
      return other ? [{ ...importCase, subject: other }] : [];
    })
    .filter((other) => !bringsTypesAlone(other));
}

/** `@scope/name` or `name` of a specifier. */
function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The literals of what is imported while the module is: by statements, and by `require()` wherever it stands. */
function sourcesIn(program: SyntaxNode, scopes: ModuleScopes): SyntaxNode[] {
  const required = [...scopes.calls].flatMap(([call, { kind }]) =>
    kind === 'module' && nameIn(call, 'callee') === 'require' ? list(call, 'arguments') : [],
  );
  const imported = list(program, 'body').flatMap((statement) => child(statement, 'source') ?? []);
  return [...imported, ...required].filter(({ type }) => type === 'StringLiteral');
}

function bringsTypesAlone({ subject, languageId }: ImportCase): boolean {
  const { statement, bindings } = subject;
  if (statement['importKind'] === 'type' || statement['exportKind'] === 'type') return true;
  if (statement['phase'] === 'defer') return true;
  const allTypes = bindings.length > 0 && bindings.every(({ values }) => values.length === 0);
  return isTypeScript({ languageId }) && allTypes && bindings.some(({ types }) => types.length > 0);
}
