import type { Definition } from '../definition.ts';
import type { LineTable } from '../lineTable.ts';

/** Where the fields of a `Head` of `scanner/head.ts` stand, in numbers of four bytes. */
const field = {
  next: 0,
  kind: 1,
  start: 2,
  nameStart: 3,
  nameEnd: 4,
  parameters: 5,
  last: 6,
  complexity: 7,
  nesting: 8,
} as const;
const functionKind = 0;
const enumKind = 3;

/**
 * The definitions of a text that came to an end, in order of their start.
 * @param memory of the scanner
 * @param first address of the definition whose body opened first
 */
export function foundDefinitions(lines: LineTable, memory: Int32Array, first: number): Definition[] {
  const heads = closedHeads(memory, first);
  const around: number[] = [];
  return heads.map((head, index) => {
    const start = memory[head + field.start] ?? 0;
    let parent = around.at(-1) ?? -1;
    while (parent >= 0 && (memory[(heads[parent] ?? 0) + field.last] ?? -1) < start) {
      around.pop();
      parent = around.at(-1) ?? -1;
    }
    around.push(index);
    return described(lines, memory.subarray(head, head + field.nesting + 1), parent);
  });
}

/** Indices of the definitions that came to an end, in order of their start. */
function closedHeads(memory: Int32Array, first: number): number[] {
  const heads: number[] = [];
  for (let head = first >>> 2; head !== 0; head = (memory[head + field.next] ?? 0) >>> 2)
    if ((memory[head + field.last] ?? -1) >= 0) heads.push(head);
  return heads.sort((a, b) => (memory[a + field.start] ?? 0) - (memory[b + field.start] ?? 0));
}

function described(lines: LineTable, head: Int32Array, parent: number): Definition {
  const at = (offset: number): number => head[offset] ?? 0;
  const start = at(field.start);
  const nameStart = at(field.nameStart);
  const nameEnd = at(field.nameEnd);
  const isNamed = nameEnd > nameStart && nameStart >= 0;
  const isFunction = at(field.kind) === functionKind;
  return {
    kind: isFunction ? 'function' : 'class',
    name: isNamed ? unquoted(lines.text.slice(nameStart, nameEnd)) : undefined,
    firstLine: lines.lineAt(start),
    lastLine: lines.lineAt(at(field.last)),
    nameRange: isNamed ? lines.range(nameStart, nameEnd) : lines.range(start, start + 1),
    parent,
    isEnum: at(field.kind) === enumKind,
    parameters: isFunction ? at(field.parameters) : 0,
    complexity: isFunction ? at(field.complexity) : 1,
    nesting: isFunction ? at(field.nesting) : 0,
  };
}

/** A property may be named by a string. */
function unquoted(name: string): string {
  return /^(["']).*\1$/.test(name) ? name.slice(1, -1) : name;
}
