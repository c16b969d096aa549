import type { Obstacle } from '../../laziness/importExplanation.ts';
import type { LineTable } from '../../text/lineTable.ts';
import { ancestorsOf, type ModuleScopes, type Reference } from '../scopes/reference.ts';
import type { JavaScriptTree } from '../syntax/parseJavaScript.ts';
import { child, nameIn, type SyntaxNode } from '../syntax/syntaxNode.ts';
import type { ImportSubject } from './importSubject.ts';
import type { ImportTimeCalls } from './importTimeCalls.ts';

/** Everything that is known of an import whose laziness is in question. */
export interface ImportCase {
  readonly text: string;
  readonly languageId: string;
  readonly lines: LineTable;
  readonly tree: JavaScriptTree;
  readonly scopes: ModuleScopes;
  readonly calls: ImportTimeCalls;
  readonly subject: ImportSubject;
}

export function isTypeScript({ languageId }: { readonly languageId: string }): boolean {
  return languageId.startsWith('typescript');
}

export function ancestors({ scopes }: ImportCase, { node }: Reference): SyntaxNode[] {
  return ancestorsOf(node, scopes);
}

/** @param says the sentence, given the line it is about */
export function obstacle(
  { lines }: ImportCase,
  matrixCase: number,
  { start, end }: { readonly start: number; readonly end: number },
  says: (line: number) => string,
): Obstacle {
  return { matrixCase, range: lines.range(start, end), message: says(lines.lineAt(start)) };
}

/** How a function is called in a sentence: `load()`, `the function in line 7`. */
export function functionLabel({ lines, scopes }: ImportCase, node: SyntaxNode): string {
  const [holder] = ancestorsOf(node, scopes);
  const name =
    nameIn(node, 'id') ||
    (node['computed'] === true ? '' : nameIn(node, 'key')) ||
    (holder?.type === 'VariableDeclarator' ? nameIn(holder, 'id') : '') ||
    (holder?.type === 'ObjectProperty' || holder?.type === 'ClassProperty' ? nameIn(holder, 'key') : '');
  return name === '' ? `the function in line ${lines.lineAt(node.start)}` : `${name}()`;
}

/** Whether a node is the part of another that a field holds. */
export function isIn(node: SyntaxNode | undefined, parent: SyntaxNode | undefined, field: string): boolean {
  return node !== undefined && parent !== undefined && child(parent, field) === node;
}
