/** A node of the syntax tree that @babel/parser makes, in its vocabulary. Offsets count UTF-16 code units. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Fields that hold no part of the program. */
const notProgram = new Set([
  'loc',
  'extra',
  'comments',
  'tokens',
  'errors',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** The node in a field; undefined where there is none. */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** The nodes of a list in a field; holes (`[, a]`) are left out. */
export function list(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The nodes of a field, one or many. */
export function nodesIn(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const one = child(node, field);
  return one ? [one] : list(node, field);
}

/** All nodes right below a node, in the order of its fields, those of the named fields left out. */
export function children(node: SyntaxNode, ...without: readonly string[]): SyntaxNode[] {
  return Object.keys(node)
    .filter((field) => !notProgram.has(field) && !without.includes(field))
    .flatMap((field) => nodesIn(node, field));
}

/** The name of an identifier in a field, or the text of a string literal there; empty where there is neither. */
export function nameIn(node: SyntaxNode, field: string): string {
  const named = child(node, field);
  return named ? nameOf(named) : '';
}

/** The name of an identifier or the text of a string literal; empty for other nodes. */
export function nameOf({ name, value }: SyntaxNode): string {
  if (typeof name === 'string') return name;
  return typeof value === 'string' ? value : '';
}
