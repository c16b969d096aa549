import type { ModuleScopes, Reference } from '../../javascript/scopes/reference.ts';
import type { Binding } from '../../javascript/scopes/scope.ts';
import type { JavaScriptTree } from '../../javascript/syntax/parseJavaScript.ts';
import { list, nameIn, type SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';
import { headerEnd } from './fileHeader.ts';
import { acts, whyStaying } from './movable.ts';

/** One or more top-level statements that cannot be parted: those that declare the same names. */
export interface SplitUnit {
  readonly statements: readonly TopStatement[];
  readonly bindings: readonly Binding[];
  /** Why it may not stand in another file, as a sentence about it; undefined where it may. */
  readonly stays: string | undefined;
  /** Whether something happens when it is loaded, so that it has to be loaded in the order of the text. */
  readonly acts: boolean;
  /** Uses of names inside of it. */
  readonly references: readonly Reference[];
}

/** A statement with the comments above and behind it. */
export interface TopStatement {
  readonly node: SyntaxNode;
  readonly start: number;
  readonly end: number;
}

/** The statements of a module with the text around them: together they are all of it from the first one on. */
export function topStatements(text: string, { program }: JavaScriptTree): TopStatement[] {
  const statements: TopStatement[] = [];
  let start = list(program, 'directives').at(-1)?.end ?? 0;
  start = start > 0 ? endOfLine(text, start) : headerEnd(text);
  for (const node of list(program, 'body')) {
    const end = endOfLine(text, node.end);
    statements.push({ node, start, end });
    start = end;
  }
  return statements;
}

/** Behind the line of an offset where nothing but a comment follows on it; else the offset. */
function endOfLine(text: string, offset: number): number {
  const line = text.indexOf('\n', offset);
  const end = line === -1 ? text.length : line + 1;
  return /^[ \t]*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/[ \t]*)?\r?\n?$/.test(text.slice(offset, end))
    ? end
    : offset;
}

/** Divides the statements of a module, imports left out, into units in the order of the text. */
export function splitUnits(statements: readonly TopStatement[], scopes: ModuleScopes): SplitUnit[] {
  const declared = Map.groupBy(scopes.module.bindings, ({ node }) =>
    statements.findIndex(({ node: each }) => isWithin(node, each)),
  );
  const used = Map.groupBy(scopes.references, ({ node }) => statementAt(statements, node.start));
  // `import.meta` tells where the file is.
  const metas = [...scopes.parents.keys()].filter(
    (node) => node.type === 'MetaProperty' && nameIn(node, 'meta') === 'import',
  );
  const byName = new Map<string, number>();
  const groups = new Map<number, number[]>();
  statements.forEach(({ node }, index) => {
    if (node.type === 'ImportDeclaration') return;
    const names = (declared.get(index) ?? []).map(({ name }) => name);
    const group = names.map((name) => byName.get(name)).find((known) => known !== undefined) ?? index;
    for (const name of names) byName.set(name, group);
    groups.set(group, [...(groups.get(group) ?? []), index]);
  });
  return [...groups.values()].map((indexes) => {
    const own = indexes.flatMap((index) => statements[index] ?? []);
    const bindings = indexes.flatMap((index) => declared.get(index) ?? []);
    const references = indexes.flatMap((index) => used.get(index) ?? []);
    const nodes = own.map(({ node }) => node);
    const knowsPlace = metas.some((meta) => nodes.some((node) => isWithin(meta, node)));
    const stays = knowsPlace ? 'import.meta tells which file it is in' : whyStaying(nodes, bindings, scopes);
    return { statements: own, bindings, references, stays, acts: nodes.some(acts) };
  });
}

function isWithin(node: SyntaxNode, around: SyntaxNode): boolean {
  return around.start <= node.start && node.end <= around.end;
}

function statementAt(statements: readonly TopStatement[], offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((statements[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
