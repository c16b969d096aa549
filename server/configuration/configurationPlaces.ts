import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Range } from '../analysis/finding.ts';
import type { LineStarts } from './lineStarts.ts';

const told = ['v2', 'branches', 'router'];

/** Where `router` and the values below `v2` and `branches` stand, by their path: `v2.limits.file`, `branches.protection.0`. */
export function configurationPlaces(root: Node, lines: LineStarts): ReadonlyMap<string, Range> {
  const places = new Map<string, Range>();
  for (const name of told) {
    const node = findNodeAtLocation(root, [name]);
    if (node === undefined) continue;
    if (node.children === undefined) places.set(name, lines.range(node.offset, node.length));
    else collect(node, name, lines, places);
  }
  return places;
}

/** A named value is marked with its name, an entry of a list whole. */
function collect(node: Node, path: string, lines: LineStarts, places: Map<string, Range>): void {
  if (node.type === 'array')
    for (const [index, entry] of (node.children ?? []).entries()) {
      places.set(`${path}.${index}`, lines.range(entry.offset, entry.length));
      collect(entry, `${path}.${index}`, lines, places);
    }
  if (node.type !== 'object') return;
  for (const { offset, length, children: [key, value] = [] } of node.children ?? []) {
    if (key === undefined || value === undefined) continue;
    const whole = value.type === 'object' || value.type === 'array';
    const place = whole ? lines.range(key.offset, key.length) : lines.range(offset, length);
    places.set(`${path}.${String(key.value)}`, place);
    collect(value, `${path}.${String(key.value)}`, lines, places);
  }
}
