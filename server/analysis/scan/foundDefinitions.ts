import type { LineTable } from '../text/lineTable.ts';
import type { Definition, DefinitionMeasure } from './definition.ts';

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

/** Those of a kind that have at least so much of what is measured. */
export function definitionsFrom(
  { kind, measure, least }: DefinitionMeasure,
  lines: LineTable,
  told: Int32Array,
  count: number,
): Definition[] {
  const found: Definition[] = [];
  const isFunction = kind === 'function';
  for (let place = 0; place < count * definitionSize; place += definitionSize) {
    if (((told[place + field.kind] ?? 0) === functionKind) !== isFunction) continue;
    const actual =
      measure === 'lines'
        ? (told[place + field.lastLine] ?? 0) - (told[place + field.firstLine] ?? 0) + 1
        : (told[place + field[measure]] ?? 0);
    if (actual >= least) found.push(definitionAt(place, lines, told));
  }
  return found;
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

const quotes = new Set(['"', "'"]);

/** A property may be named by a string. */
function unquoted(name: string): string {
  const isQuoted = name.length > 1 && quotes.has(name.charAt(0)) && name.endsWith(name.charAt(0));
  // A line feed in it is none that a name has.
  return isQuoted && !/[\n\r\u2028\u2029]/.test(name) ? name.slice(1, -1) : name;
}
