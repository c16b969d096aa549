import type { Definition } from './definition.ts';
import type { LineTable } from './lineTable.ts';

/** Where the fields of a `Definition` of `scanner/definitions.ts` stand. */
const field = {
  kind: 0,
  isNamed: 1,
  nameStart: 2,
  nameEnd: 3,
  firstLine: 4,
  lastLine: 5,
  parent: 6,
  parameters: 7,
  complexity: 8,
  nesting: 9,
} as const;
/** How many numbers tell a definition. */
export const definitionSize = 10;
const functionKind = 0;
const enumKind = 2;

/** The definitions that a scanner told, in order of their start. */
export function foundDefinitions(lines: LineTable, told: Int32Array, count: number): Definition[] {
  return Array.from({ length: count }, (_, index) => definitionAt(index * definitionSize, lines, told));
}

function definitionAt(place: number, lines: LineTable, told: Int32Array): Definition {
  const at = (offset: number): number => told[place + offset] ?? 0;
  const nameStart = at(field.nameStart);
  const nameEnd = at(field.nameEnd);
  return {
    kind: at(field.kind) === functionKind ? 'function' : 'class',
    name: at(field.isNamed) === 1 ? unquoted(lines.source.slice(nameStart, nameEnd)) : undefined,
    firstLine: at(field.firstLine),
    lastLine: at(field.lastLine),
    nameRange: lines.range(nameStart, nameEnd),
    parent: at(field.parent),
    isEnum: at(field.kind) === enumKind,
    parameters: at(field.parameters),
    complexity: at(field.complexity),
    nesting: at(field.nesting),
  };
}

/** A property may be named by a string. */
function unquoted(name: string): string {
  return /^(["']).*\1$/.test(name) ? name.slice(1, -1) : name;
}
