import {
  beginDefinitions,
  countDefinition,
  Definition,
  DefinitionKind,
  definitionAt,
} from '../definitions.ts';
import { allocate } from '../memory.ts';
import { hasName, isClass, nameEnd, nameStart } from './definitionHead.ts';

/** A definition of the list; it is measured as long as its block is open. */
@unmanaged
export class ListedDefinition extends Definition {
  next: ListedDefinition | null;
  /** Its place in the list. */
  index: i32;
}

let first: ListedDefinition | null = null;
let last: ListedDefinition | null = null;

/** Forgets the definitions of another text. */
export function clearDefinitions(): void {
  first = null;
  last = null;
}

/** Adds the definition whose head was read last. */
export function addDefinition(firstLine: i32, around: ListedDefinition | null): ListedDefinition {
  const definition = changetype<ListedDefinition>(allocate(offsetof<ListedDefinition>()));
  const before = last;
  definition.kind = isClass ? DefinitionKind.Class : DefinitionKind.Function;
  definition.isNamed = i32(hasName);
  definition.nameStart = nameStart;
  definition.nameEnd = nameEnd;
  definition.firstLine = firstLine;
  definition.lastLine = 0;
  definition.parent = around === null ? -1 : around.index;
  definition.parameters = 0;
  definition.complexity = 1;
  definition.nesting = 0;
  definition.next = null;
  definition.index = before === null ? 0 : before.index + 1;
  if (before === null) first = definition;
  else before.next = definition;
  last = definition;
  return definition;
}

/** Tells all of the list. */
export function tellDefinitions(): void {
  const latest = last;
  beginDefinitions(latest === null ? 0 : latest.index + 1);
  let definition = first;
  while (definition !== null) {
    const told = definitionAt(definition.index);
    memory.copy(changetype<usize>(told), changetype<usize>(definition), offsetof<Definition>());
    countDefinition(told);
    definition = definition.next;
  }
}
