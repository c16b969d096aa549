import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { Reference } from '../../scopes/reference.ts';
import { child, list, type SyntaxNode } from '../../syntax/syntaxNode.ts';
import { ancestors, type ImportCase, isIn } from '../importCase.ts';

/** A name for the namespace of a package that nothing in the file uses: `core` of `@babel/core`. */
export function namespaceName({ scopes, subject, text }: ImportCase): string {
  const last = subject.specifier.split('/').findLast((part) => part !== '') ?? '';
  const word = last
    .replace(/\.[cm]?js$/, '')
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase())
    .replace(/^[0-9]+/, '');
  const base = word === '' || reserved.has(word) ? `${word}Module` : word;
  const taken = (name: string) =>
    scopes.references.some((each) => each.name === name) ||
    new RegExp(`\\b${name}\\b`).test(codeOf(text, subject.source));
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}${count === 2 ? 'Module' : count}`;
    if (!taken(name)) return name;
  }
}

const reserved = new Set(
  'await break case catch class const default delete do else enum eval export extends for function if import in let new return static super switch this throw try typeof var void while with yield'.split(
    ' ',
  ),
);

/** The text without the specifier, which often is the very word. */
function codeOf(text: string, { start, end }: SyntaxNode): string {
  return text.slice(0, start) + text.slice(end);
}

/**
 * The edits that read names from a namespace instead: `read(a)` becomes `(0, ns.read)(a)`, so that `this` stays what it
 * was. Undefined where a use cannot be written so.
 */
export function namespaceUses(
  importCase: ImportCase,
  uses: readonly (readonly [use: Reference, imported: string])[],
  namespace: string,
): OffsetEdit[] | undefined {
  const edits = uses.map(([use, imported]) => namespaceUse(importCase, use, imported, namespace));
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

function namespaceUse(
  importCase: ImportCase,
  use: Reference,
  imported: string,
  namespace: string,
): OffsetEdit | undefined {
  const { start, end } = use.node;
  const [parent, grandparent, above] = ancestors(importCase, use);
  if (
    !/^[A-Za-z_$][\w$]*$/.test(imported) ||
    parent?.type === 'Decorator' ||
    grandparent?.type === 'Decorator'
  )
    return undefined;
  const member = `${namespace}.${imported}`;
  if (parent?.type === 'ObjectProperty' && parent['shorthand'] === true)
    return { start, end, newText: `${use.name}: ${member}` };
  const isCalled =
    (parent?.type.endsWith('CallExpression') && isIn(use.node, parent, 'callee')) ||
    (parent?.type === 'TaggedTemplateExpression' && isIn(use.node, parent, 'tag'));
  if (!isCalled) return { start, end, newText: member };
  const statement = [grandparent, above].find((each) => each?.type === 'ExpressionStatement');
  const guard = statement?.start === start && joinsPrevious(importCase, statement) ? ';' : '';
  return { start, end, newText: `${guard}(0, ${member})` };
}

/** Whether a statement that begins with a parenthesis would go on with the one before it. */
function joinsPrevious({ scopes, text }: ImportCase, statement: SyntaxNode): boolean {
  const block = scopes.parents.get(statement);
  const body = block
    ? child(block, 'body')
      ? []
      : [...list(block, 'body'), ...list(block, 'consequent')]
    : [];
  const before = body[body.indexOf(statement) - 1];
  return before !== undefined && text[before.end - 1] !== ';';
}
