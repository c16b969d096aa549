import type { Token } from './tokenizer.ts';
import { type TokenKind, tokenKind } from './tokenKind.ts';
import { type Word, word } from './word.ts';

/** What stands between a pair of brackets. */
export const role = {
  /** Statements: the text itself, a function's body, a block. */
  block: 0,
  object: 1,
  class: 2,
  /** Types only: no function, no element, no regular expression in there. */
  type: 3,
  /** The inside of a parenthesis or of square brackets. */
  list: 4,
  /** `${…}` of a template. */
  template: 5,
  /** `{…}` of an element. */
  elementCode: 6,
  /** The expression that is an arrow function's body. */
  arrowExpression: 7,
  /** `<name …>`, and `</name>`. */
  elementTag: 8,
  closingTag: 9,
  /** What stands between an element's tags. */
  elementChildren: 10,
} as const;
export type Role = (typeof role)[keyof typeof role];

/** A function or class whose body is still to come. */
export interface Head {
  readonly kind: 'function' | 'class' | 'interface' | 'enum';
  readonly start: number;
  nameStart: number;
  nameEnd: number;
  /** Only an arrow will tell that this is a function. */
  readonly tentative: boolean;
  parameters: number;
  /** Decisions between its parentheses, which were counted for the code around it: until now they looked like a call. */
  decisions: number;
  /** Default values, and equals signs that turn out to have been ones. */
  defaults: number;
}

/** An open bracket, or something else that has an end, and what is known of its inside so far. One object serves many. */
export class Frame {
  role: Role = role.block;
  start = 0;
  /** Index into the definitions; -1 where it is no definition's body. */
  definition = -1;
  /** Index of the innermost definition around its inside. */
  enclosing = -1;
  /** The function whose statements it holds; -1 in a module and in a class. */
  owner = -1;
  /** The function whose parameters a parenthesis holds. */
  parametersOf: Head | undefined;
  /** The two tokens before a parenthesis. */
  beforeKind: TokenKind = tokenKind.semicolon;
  beforeWord: Word = word.plain;
  beforeStart = 0;
  beforeEnd = 0;
  /** Whether the token before those may begin a member: a method's name can follow it. */
  startsMember = false;
  /** Whether these square brackets choose a member of what stands before them. */
  isIndex = false;
  /** Entries of a parenthesis. */
  entries = 0;
  /** Conditional operators that still wait for their colon. */
  questions = 0;
  /** Whether the last colon was that of a conditional operator. */
  afterQuestion = false;
  /** Inside a type: of an annotation up to its equals sign, of an alias up to the end of the statement. */
  typePart: 'none' | 'annotation' | 'alias' = 'none';
  /** Type arguments that are open in a head or in a parenthesis. */
  angles = 0;
  /** A head that waits for its parameters, its return type or its body. */
  head: Head | undefined;
  headStage: 'parameters' | 'body' = 'body';
  /** The variable or property that what follows is assigned to. */
  targetStart = 0;
  targetEnd = 0;
  /** Columns before the first token of the line it was opened on; only known while recovering. */
  indent = 0;
  /** What adds to the complexity of the function around it. */
  decisions = 0;
  /** Equals signs that are default values if this is a pattern or a function's parameters. */
  defaults = 0;
  /** Control structures around its statements, and around the present one's body. */
  depth = 0;
  statementDepth = 0;
  /** Depth of the `if` that an `else` would belong to. */
  ifDepth = 0;

  open(itsRole: Role, start: number, around: Frame | undefined): this {
    this.role = itsRole;
    this.start = start;
    this.definition = -1;
    this.enclosing = around ? around.enclosing : -1;
    this.owner = around ? around.owner : -1;
    this.parametersOf = undefined;
    this.beforeKind = tokenKind.semicolon;
    this.beforeWord = word.plain;
    this.isIndex = false;
    this.entries = 0;
    this.questions = 0;
    this.afterQuestion = false;
    this.typePart = 'none';
    this.angles = 0;
    this.head = undefined;
    this.targetStart = 0;
    this.targetEnd = 0;
    this.indent = 0;
    this.decisions = 0;
    this.defaults = 0;
    this.depth = around ? around.depth : 0;
    this.statementDepth = this.depth;
    this.ifDepth = this.depth;
    return this;
  }

  copy(): Frame {
    return Object.assign(new Frame(), this);
  }

  /** Remembers what stands before a parenthesis. */
  follows(before: Token, earlier: Token): void {
    this.beforeKind = before.kind;
    this.beforeWord = before.word;
    this.beforeStart = before.start;
    this.beforeEnd = before.end;
    this.startsMember = mayStartMember(before, earlier);
  }
}

/** Whether a name can be a method's: it begins a member, or only modifiers stand before it. */
function mayStartMember(name: Token, before: Token): boolean {
  switch (before.kind) {
    case tokenKind.openBrace:
    case tokenKind.closeBrace:
    case tokenKind.comma:
    case tokenKind.semicolon:
      return true;
    case tokenKind.name:
      return name.newline || isPlain(before.word) || before.word === word.async;
    case tokenKind.operator:
      // The star of a generator, at least.
      return true;
    default:
      return name.newline;
  }
}

/** Whether a type or an expression may end with a token. */
export function endsOperand({ kind, word: meaning }: Token): boolean {
  switch (kind) {
    case tokenKind.name:
      return isPlain(meaning) || meaning === word.type || meaning === word.async || meaning === word.void;
    case tokenKind.literal:
    case tokenKind.closeParenthesis:
    case tokenKind.closeBrace:
    case tokenKind.closeBracket:
    case tokenKind.greater:
      return true;
    default:
      return false;
  }
}

/** Whether a name is one that anything could have. */
export function isPlain(meaning: Word): boolean {
  return meaning === word.plain || meaning === word.require;
}

/** Whether a frame began with a brace. */
export function isBrace(frame: Frame): boolean {
  return frame.role !== role.list && frame.role !== role.arrowExpression;
}
