import type { Definition } from '../definition.ts';
import type { LineTable } from '../lineTable.ts';
import { headField, JavaScriptDefinition } from './javascriptDefinition.ts';

/**
 * The definitions of a text that came to an end, in order of their start.
 * @param memory of the scanner
 * @param first address of the definition whose body opened first
 */
export function foundDefinitions(lines: LineTable, memory: Int32Array, first: number): Definition[] {
  const heads = closedHeads(memory, first);
  const around: number[] = [];
  return heads.map((head, index) => {
    const start = memory[head + headField.start] ?? 0;
    let parent = around.at(-1) ?? -1;
    while (parent >= 0 && (memory[(heads[parent] ?? 0) + headField.last] ?? -1) < start) {
      around.pop();
      parent = around.at(-1) ?? -1;
    }
    around.push(index);
    return new JavaScriptDefinition(lines, memory, head, parent);
  });
}

/** Indices of the definitions that came to an end, in order of their start. */
function closedHeads(memory: Int32Array, first: number): number[] {
  const heads: number[] = [];
  for (let head = first >>> 2; head !== 0; head = (memory[head + headField.next] ?? 0) >>> 2)
    if ((memory[head + headField.last] ?? -1) >= 0) heads.push(head);
  return heads.sort((a, b) => (memory[a + headField.start] ?? 0) - (memory[b + headField.start] ?? 0));
}
