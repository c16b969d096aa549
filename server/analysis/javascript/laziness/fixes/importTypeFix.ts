import type { Fix, OffsetEdit } from '../../../fixes/fix.ts';
import { child, list, type SyntaxNode } from '../../syntax/syntaxNode.ts';
import { lineEndingOf } from '../edits/lineEdits.ts';
import { ancestors, type ImportCase, isTypeScript } from '../importCase.ts';

/** `import type`, where an import of TypeScript brings in what is used as types alone. */
export function importTypeFix(importCase: ImportCase): Fix[] {
  const { subject, text } = importCase;
  const { bindings, form, statement } = subject;
  if (!isTypeScript(importCase) || (form !== 'import' && form !== 'equals')) return [];
  if (bindings.some(({ values }) => values.length > 0) || bindings.every(({ types }) => types.length === 0))
    return [];
  const reflected = bindings.some(({ types }) =>
    types.some((use) => isReflected(ancestors(importCase, use))),
  );
  return [
    {
      kind: 'import-type',
      title: `Import only types from ${subject.specifier}`,
      safety: reflected ? 'unsafe' : 'safe',
      caveats: reflected
        ? ['A decorated class names the type: with emitDecoratorMetadata it is needed when the program runs.']
        : [],
      edits: typeOnlyEdits(text, statement),
    },
  ];
}

const hasDecorators = (node: SyntaxNode | undefined) =>
  node !== undefined && list(node, 'decorators').length > 0;

/** Whether a type stands where decorators make TypeScript emit it as a value: on members and constructors. */
function isReflected(around: readonly SyntaxNode[]): boolean {
  const at = around.findIndex(({ type }) =>
    /^Class(Method|PrivateMethod|Property|AccessorProperty)$/.test(type),
  );
  const member = around[at];
  if (!member) return false;
  const owner = around
    .slice(at)
    .find(({ type }) => type === 'ClassDeclaration' || type === 'ClassExpression');
  const ofMember = hasDecorators(member) || list(member, 'params').some(hasDecorators);
  return ofMember || (member['kind'] === 'constructor' && hasDecorators(owner));
}

/** The edits that make a statement import nothing but types. */
export function typeOnlyEdits(text: string, statement: SyntaxNode): OffsetEdit[] {
  const afterImport = statement.start + 'import'.length;
  const insertType = { start: afterImport, end: afterImport, newText: ' type' };
  const specifiers = list(statement, 'specifiers');
  const modifiers = specifiers.filter(({ importKind }) => importKind === 'type').map(modifierEdit);
  const [first, second] = specifiers;
  if (first?.type !== 'ImportDefaultSpecifier' || !second) return [insertType, ...modifiers];
  // One statement may import a default or names as types, not both.
  const start = first.end;
  const end = text.indexOf(second.type === 'ImportNamespaceSpecifier' ? '*' : '{', start);
  const gap = text.slice(start, end).replace(',', '');
  const newText = `${fromClause(text, statement)}${lineEndingOf(text)}import type${gap}`;
  return [insertType, { start, end, newText }, ...modifiers];
}

/** ` from '…';`: what ends an import, with a blank before it. */
export function fromClause(text: string, statement: SyntaxNode): string {
  const source = child(statement, 'source') ?? statement;
  return ` ${text.slice(text.lastIndexOf('from', source.start), statement.end)}`;
}

/** Takes the `type` of `{ type A }` away. */
function modifierEdit(specifier: SyntaxNode): OffsetEdit {
  const imported = child(specifier, 'imported') ?? specifier;
  return { start: specifier.start, end: imported.start, newText: '' };
}
