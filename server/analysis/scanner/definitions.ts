import { found } from './found.ts';
import { allocate } from './memory.ts';

/** What a definition is, as it is told. */
export enum DefinitionKind {
  Function = 0,
  Class = 1,
  Enum = 2,
}

/** A definition as it is told: numbers of four bytes, in the order in which `foundDefinitions.ts` reads them. */
@unmanaged
export class Definition {
  kind: DefinitionKind;
  /** 1 for one that has a name; else the name's place is that of what stands for it. */
  isNamed: i32;
  nameStart: i32;
  nameEnd: i32;
  firstLine: i32;
  lastLine: i32;
  /** Index of the one it stands in; -1 at the top. */
  parent: i32;
  parameters: i32;
  complexity: i32;
  nesting: i32;
}

/** Makes room for so many definitions, and forgets those of another text. */
export function beginDefinitions(count: i32): void {
  found.lists = allocate((count as usize) * offsetof<Definition>());
  found.definitionCount = count;
  found.functionLines = 0;
  found.classLines = 0;
  found.parameters = 0;
  found.complexity = 0;
  found.nesting = 0;
  found.classes = 0;
  found.functions = 0;
  found.enums = 0;
}

export function definitionAt(index: i32): Definition {
  return changetype<Definition>(found.lists + (index as usize) * offsetof<Definition>());
}

/** Counts a definition whose fields have all been filled, as have those of the definitions before it. */
export function countDefinition(it: Definition): void {
  const lines = it.lastLine - it.firstLine + 1;
  if (it.kind !== DefinitionKind.Function) {
    found.classLines = max(found.classLines, lines);
    if (it.kind === DefinitionKind.Enum) found.enums++;
    else if (it.parent < 0 || definitionAt(it.parent).kind === DefinitionKind.Function) found.classes++;
    return;
  }
  found.functionLines = max(found.functionLines, lines);
  found.parameters = max(found.parameters, it.parameters);
  found.complexity = max(found.complexity, it.complexity);
  found.nesting = max(found.nesting, it.nesting);
  if (it.parent < 0 && it.isNamed !== 0) found.functions++;
}
