/** What a scan found in a text: numbers of four bytes, in the order in which `scan/found.ts` reads them. */
@unmanaged
export class Found {
  /** Address of the offsets at which its lines begin. */
  lineStarts: usize;
  lineStartCount: i32;
  /** Address of four lists, one behind the other: definitions, imports, literals that span lines, comments. */
  lists: usize;
  listsEnd: usize;
  definitionCount: i32;
  importCount: i32;
  /** Each is the offsets of its start and its end. */
  literalCount: i32;
  commentCount: i32;
  /** The most that any definition has: rules ask for that first. */
  functionLines: i32;
  classLines: i32;
  parameters: i32;
  complexity: i32;
  nesting: i32;
  /** Classes, without enums and without those that are a part of another. */
  classes: i32;
  /** Functions with a name at the top. */
  functions: i32;
  enums: i32;
}

export const found: Found = changetype<Found>(memory.data(offsetof<Found>()));
