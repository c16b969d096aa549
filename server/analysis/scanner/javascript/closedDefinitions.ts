import {
  beginDefinitions,
  countDefinition,
  Definition,
  DefinitionKind,
  definitionAt,
} from '../definitions.ts';
import { lineFrom } from '../lines.ts';
import { allocate } from '../memory.ts';
import { firstDefinition, Head, HeadKind } from './head.ts';

const pointerSize = sizeof<usize>();

/** Tells the definitions that came to an end, in order of their start. */
export function tellDefinitions(): void {
  const count = countClosed();
  const heads = sortedHeads(count);
  beginDefinitions(count);
  let line = 1;
  for (let index = 0; index < count; index++) {
    const head = headIn(heads, index);
    line = lineFrom(line, head.start);
    const definition = definitionAt(index);
    describe(definition, head);
    definition.firstLine = line;
    definition.lastLine = lineFrom(head.last < head.start ? 1 : line, head.last);
    definition.parent = parentOf(heads, index);
    countDefinition(definition);
  }
}

function countClosed(): i32 {
  let count = 0;
  let head = firstDefinition;
  while (head !== null) {
    if (head.last >= 0) count++;
    head = head.next;
  }
  return count;
}

function headIn(heads: usize, index: i32): Head {
  return changetype<Head>(load<usize>(heads + (index as usize) * pointerSize));
}

function describe(it: Definition, head: Head): void {
  const isNamed = head.nameEnd > head.nameStart && head.nameStart >= 0;
  const isFunction = head.kind === HeadKind.Function;
  it.kind = isFunction
    ? DefinitionKind.Function
    : head.kind === HeadKind.Enum
      ? DefinitionKind.Enum
      : DefinitionKind.Class;
  it.isNamed = isNamed ? 1 : 0;
  it.nameStart = isNamed ? head.nameStart : head.start;
  it.nameEnd = isNamed ? head.nameEnd : head.start + 1;
  it.parameters = isFunction ? head.parameters : 0;
  it.complexity = isFunction ? head.complexity : 1;
  it.nesting = isFunction ? head.nesting : 0;
}

/** Index of the nearest definition before another that has not come to its end there. */
function parentOf(heads: usize, index: i32): i32 {
  const start = headIn(heads, index).start;
  let parent = index - 1;
  while (parent >= 0 && headIn(heads, parent).last < start) parent = definitionAt(parent).parent;
  return parent;
}

/** Where pointers to the closed heads lie, in order of their start; they opened in nearly the same. */
function sortedHeads(count: i32): usize {
  const size = (count as usize) * pointerSize;
  const heads = allocate(size);
  let place = heads;
  let latest = -1;
  let inversions = 0;
  let head = firstDefinition;
  while (head !== null) {
    if (head.last >= 0) {
      store<usize>(place, changetype<usize>(head));
      place += pointerSize;
      if (head.start < latest) inversions++;
      latest = head.start;
    }
    head = head.next;
  }
  return inversions === 0 ? heads : sorted(heads, allocate(size), count);
}

/** Sorts pointers by the starts of their heads; needs as much memory once more. */
function sorted(pointers: usize, more: usize, count: i32): usize {
  let heads = pointers;
  let spare = more;
  for (let width = 1; width < count; width <<= 1) {
    mergePairs(heads, spare, count, width);
    const merged = spare;
    spare = heads;
    heads = merged;
  }
  return heads;
}

function mergePairs(from: usize, to: usize, count: i32, width: i32): void {
  for (let start = 0; start < count; start += 2 * width)
    merge(from, to, start, min(start + width, count), min(start + 2 * width, count));
}

/** Merges two sorted runs that lie side by side. */
function merge(from: usize, to: usize, start: i32, middle: i32, end: i32): void {
  let left = start;
  let right = middle;
  for (let place = start; place < end; place++) {
    const takesLeft =
      left < middle && (right >= end || headIn(from, left).start <= headIn(from, right).start);
    const taken = headIn(from, takesLeft ? left++ : right++);
    store<usize>(to + (place as usize) * pointerSize, changetype<usize>(taken));
  }
}
