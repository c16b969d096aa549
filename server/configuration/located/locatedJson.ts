import type { Node } from 'jsonc-parser';
import { parseCommentedJson } from '../commentedJson.ts';
import { LineStarts } from '../lineStarts.ts';
import { type LocatedProperty, type LocatedValue, maximumLocatedDepth } from './locatedValue.ts';

/** Reads JSON with comments; undefined where it cannot be read. */
export function locatedJson(text: string): LocatedValue | undefined {
  const lines = new LineStarts(text);
  const { root } = parseCommentedJson(text, lines);
  return root && convert(root, lines, 0);
}

function convert(node: Node, lines: LineStarts, depth: number): LocatedValue {
  const range = lines.range(node.offset, node.length);
  if (depth > maximumLocatedDepth) return { range };
  const children = node.children ?? [];
  if (node.type === 'array') return { range, items: children.map((each) => convert(each, lines, depth + 1)) };
  if (node.type !== 'object') return { range, scalar: node.value };
  const properties = children.flatMap(({ children: [key, value] = [] }): [string, LocatedProperty][] => {
    if (key === undefined || value === undefined) return [];
    const nameRange = lines.range(key.offset, key.length);
    return [[String(key.value), { nameRange, value: convert(value, lines, depth + 1) }]];
  });
  return { range, properties: new Map(properties) };
}
