import type { ModuleScopes, Reference } from '../scopes/reference.ts';
import type { Binding } from '../scopes/scope.ts';
import { child, children, list, nameIn, nameOf, type SyntaxNode } from '../syntax/syntaxNode.ts';

/** A name that an import brings into the module. */
export interface ImportedBinding {
  readonly binding: Binding;
  /** What of the package it stands for; `*` for all of it. */
  readonly imported: string;
  /** Where the import itself says that it is a type: `import { type A }`. */
  readonly declaredType: boolean;
  readonly values: readonly Reference[];
  readonly types: readonly Reference[];
}

/** An import of a package as the text has it. */
export interface ImportSubject {
  /**
   * `import`, `require`: statements that bind names, in no other statement; `equals`: `import a = require()`;
   * `reexport`: `export … from`; `expression`: a `require()` or `import()` anywhere else.
   */
  readonly form: 'import' | 'require' | 'equals' | 'reexport' | 'expression';
  readonly specifier: string;
  /** The literal of the specifier. */
  readonly source: SyntaxNode;
  /** From the statement down to the literal. */
  readonly path: readonly SyntaxNode[];
  /** The statement of the module's top level that it is or stands in. */
  readonly statement: SyntaxNode;
  /** Of a `require`: `name = require('…')`. */
  readonly declarator: SyntaxNode | undefined;
  readonly bindings: readonly ImportedBinding[];
}

/** The import whose specifier lies at an offset; undefined where there is none. */
export function importAt(
  program: SyntaxNode,
  scopes: ModuleScopes,
  offset: number,
): ImportSubject | undefined {
  const path = pathTo(program, offset).slice(1);
  const statement = path[0];
  const source = path.at(-1);
  if (!statement || source?.type !== 'StringLiteral') return undefined;
  const form = formOf(path);
  const declarator = form === 'require' ? path[1] : undefined;
  const declaration = declarator ?? statement;
  const bindings = bound(form, declaration, scopes);
  return { form, specifier: nameOf(source), source, path, statement, declarator, bindings };
}

function pathTo(program: SyntaxNode, offset: number): SyntaxNode[] {
  const path: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = program; at; ) {
    path.push(at);
    at = children(at).find(({ start, end }) => start <= offset && offset < end);
  }
  return path;
}

function formOf(path: readonly SyntaxNode[]): ImportSubject['form'] {
  const [statement, declarator, ...deeper] = path;
  switch (statement?.type) {
    case 'ImportDeclaration':
      return 'import';
    case 'TSImportEqualsDeclaration':
      return 'equals';
    case 'ExportAllDeclaration':
      return 'reexport';
    case 'ExportNamedDeclaration':
      return child(statement, 'source') ? 'reexport' : 'expression';
    case 'VariableDeclaration':
      return declarator && isPlainRequire(declarator, deeper) ? 'require' : 'expression';
    default:
      return 'expression';
  }
}

/** `a = require('…')`, `a = require('…').b` and no more. */
function isPlainRequire(declarator: SyntaxNode, path: readonly SyntaxNode[]): boolean {
  const members = path.slice(0, -2);
  const call = path.at(-2);
  return (
    members.every(({ type, computed }) => type === 'MemberExpression' && computed === false) &&
    declarator['init'] === (members[0] ?? call) &&
    call?.type === 'CallExpression' &&
    nameIn(call, 'callee') === 'require' &&
    list(call, 'arguments').length === 1
  );
}

function bound(
  form: ImportSubject['form'],
  declaration: SyntaxNode,
  scopes: ModuleScopes,
): ImportedBinding[] {
  const specifiers = form === 'import' ? list(declaration, 'specifiers') : [declaration];
  return scopes.module.bindings
    .filter((binding) => specifiers.includes(binding.declaration))
    .map((binding) => {
      const uses = scopes.uses.get(binding) ?? [];
      return {
        binding,
        imported: importedName(binding.declaration),
        declaredType: binding.declaration['importKind'] === 'type',
        values: uses.filter(({ role }) => role === 'value'),
        types: uses.filter(({ role }) => role === 'type'),
      };
    });
}

function importedName(specifier: SyntaxNode): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.type === 'ImportSpecifier' ? nameIn(specifier, 'imported') : '*';
}
