import { allocate } from '../memory.ts';

export enum HeadKind {
  Function = 0,
  Class = 1,
  Interface = 2,
  Enum = 3,
}

/** A function or class: while its body is still to come, while it is open, and when it has come to an end. */
@unmanaged
export class Head {
  /** The definition whose body opened after this one's. */
  next: Head | null;
  kind: HeadKind;
  start: i32;
  /** -1 where there is no name, as are the ends of all that have none. */
  nameStart: i32;
  nameEnd: i32;
  parameters: i32;
  /** Offset on its last line; -1 while it is open. */
  last: i32;
  complexity: i32;
  nesting: i32;
  /** Decisions between its parentheses, which were counted for the code around it: until now they looked like a call. */
  decisions: i32;
  /** Default values, and equals signs that turn out to have been ones. */
  defaults: i32;
  /** Only an arrow will tell that this is a function. */
  tentative: bool;
}

/** The first definition whose body opened. */
export let firstDefinition: Head | null = null;
let lastDefinition: Head | null = null;

/** Forgets the definitions of another text. */
export function clearDefinitions(): void {
  firstDefinition = null;
  lastDefinition = null;
}

/** A head whose name stands between two offsets; -1 for none. */
export function headAt(kind: HeadKind, start: i32, nameStart: i32, nameEnd: i32): Head {
  const head = changetype<Head>(allocate(offsetof<Head>()));
  head.next = null;
  head.kind = kind;
  head.start = start;
  head.nameStart = nameStart;
  head.nameEnd = nameEnd;
  head.parameters = 0;
  head.last = -1;
  head.complexity = 1;
  head.nesting = 0;
  head.decisions = 0;
  head.defaults = 0;
  head.tentative = false;
  return head;
}

/** Notes that the body of a definition begins. */
export function openDefinition(head: Head): void {
  const last = lastDefinition;
  if (last === null) firstDefinition = head;
  else last.next = head;
  lastDefinition = head;
}
