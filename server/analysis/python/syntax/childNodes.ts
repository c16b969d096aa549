import type { Node } from './expressionNodes.ts';

/** The nodes right below a node, in the order of its properties. */
export function childNodes(node: Node): Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node)) collect(value, found);
  return found;
}

function collect(value: unknown, found: Node[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const element of value) collect(element, found);
  else if (isNode(value)) found.push(value);
  else for (const part of Object.values(value)) collect(part, found);
}

function isNode(value: object): value is Node {
  return 'start' in value;
}
