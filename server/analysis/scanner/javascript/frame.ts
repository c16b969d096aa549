import { allocate, unitAt } from '../memory.ts';
import { Head } from './head.ts';
import { isPlain, Token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/** What stands between a pair of brackets. */
export enum Role {
  /** Statements: the text itself, a function's body, a block. */
  Block = 0,
  Object = 1,
  Class = 2,
  /** Types only: no function, no element, no regular expression in there. */
  Type = 3,
  /** The inside of a parenthesis or of square brackets. */
  List = 4,
  /** `${…}` of a template. */
  Template = 5,
  /** `{…}` of an element. */
  ElementCode = 6,
  /** The expression that is an arrow function's body. */
  ArrowExpression = 7,
  /** `<name …>`, and `</name>`. */
  ElementTag = 8,
  ClosingTag = 9,
  /** What stands between an element's tags. */
  ElementChildren = 10,
}

/** Inside a type: of an annotation up to its equals sign, of an alias up to the end of the statement. */
export enum TypePart {
  None = 0,
  Annotation = 1,
  Alias = 2,
}

/** Bytes; a call to fill so few would take longer. */
const clearedAtOnce: usize = 16;

/** An open bracket, or something else that has an end, and what is known of its inside so far. One object serves many. */
@unmanaged
export class Frame {
  /** The one around it; null for the text itself. */
  around: Frame | null;
  /** The one that was last inside of it: it serves again. */
  inner: Frame | null;
  /** What it is the body of. */
  definition: Head | null;
  /** The innermost definition around its inside. */
  enclosing: Head | null;
  /** The function whose statements it holds; null in a module and in a class. */
  owner: Head | null;
  /** The function whose parameters a parenthesis holds. */
  parametersOf: Head | null;
  /** A head that waits for its parameters, its return type or its body. */
  head: Head | null;
  role: Role;
  start: i32;
  /** The token before a parenthesis. */
  beforeKind: TokenKind;
  beforeWord: Word;
  beforeStart: i32;
  beforeEnd: i32;
  /** Entries of a parenthesis. */
  entries: i32;
  /** Conditional operators that still wait for their colon. */
  questions: i32;
  typePart: TypePart;
  /** Type arguments that are open in a head or in a parenthesis. */
  angles: i32;
  /** The variable or property that what follows is assigned to. */
  targetStart: i32;
  targetEnd: i32;
  /** Columns before the first token of the line it was opened on; only known while recovering. */
  indent: i32;
  /** What adds to the complexity of the function around it. */
  decisions: i32;
  /** Equals signs that are default values if this is a pattern or a function's parameters. */
  defaults: i32;
  /** Control structures around its statements, and around the present one's body. */
  depth: i32;
  statementDepth: i32;
  /** Depth of the `if` that an `else` would belong to. */
  ifDepth: i32;
  /** Whether the token before a parenthesis may begin a member: a method's name can follow what stands before it. */
  startsMember: bool;
  /** Whether these square brackets choose a member of what stands before them. */
  isIndex: bool;
  /** Whether the last colon was that of a conditional operator. */
  afterQuestion: bool;
  /** Whether the head waits for its parameters; else for its body. */
  awaitsParameters: bool;

  /** Begins anew; what it was is forgotten, but not which frames are around it and inside. */
  open(role: Role, start: i32): void {
    for (let field = offsetof<Frame>('definition'); field < offsetof<Frame>(); field += clearedAtOnce)
      v128.store(changetype<usize>(this) + field, i8x16.splat(0));
    this.role = role;
    this.start = start;
    this.beforeKind = TokenKind.Semicolon;
    const around = this.around;
    if (around === null) return;
    this.enclosing = around.enclosing;
    this.owner = around.owner;
    this.depth = around.depth;
    this.statementDepth = around.depth;
    this.ifDepth = around.depth;
  }

  /** Remembers the tokens before a parenthesis. */
  follows(before: Token, earlier: Token): void {
    this.beforeKind = before.kind;
    this.beforeWord = before.word;
    this.beforeStart = before.start;
    this.beforeEnd = before.end;
    this.startsMember = mayStartMember(before, earlier);
  }
}

/** A frame inside of another. */
export function newFrame(around: Frame | null): Frame {
  const frame = changetype<Frame>(allocate(offsetof<Frame>() + clearedAtOnce));
  frame.around = around;
  frame.inner = null;
  return frame;
}

/** Whether a name can be a method's: it begins a member, or only modifiers stand before it. */
function mayStartMember(name: Token, before: Token): bool {
  switch (before.kind) {
    case TokenKind.OpenBrace:
    case TokenKind.CloseBrace:
    case TokenKind.Comma:
    case TokenKind.Semicolon:
      return true;
    case TokenKind.Name:
      return name.newline || isPlain(before.word) || before.word === Word.Async;
    case TokenKind.Operator:
      // The star of a generator, at least.
      return true;
    default:
      return name.newline;
  }
}

/** Whether a frame began with a brace. */
export function isBrace(frame: Frame): bool {
  return frame.role !== Role.List && frame.role !== Role.ArrowExpression;
}

/** Whether it is a parenthesis. */
export function isParenthesis(frame: Frame): bool {
  return frame.role === Role.List && unitAt(frame.start) === 40;
}
