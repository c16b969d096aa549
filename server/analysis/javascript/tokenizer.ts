import { characters } from '../characters.ts';
import { conflictMarkerEnd } from '../conflictMarker.ts';
import { CommentEnds } from './commentEnds.ts';
import { ForwardSearch } from './forwardSearch.ts';
import { holdsCode, quotedEnd, regularExpressionEnd, templatePieceEnd } from './literals.ts';
import { nameCharacters, nameEnd, numberEnd } from './names.ts';
import { brackets, increment, kindOf, longOperator } from './operators.ts';
import { type TokenKind, tokenKind } from './tokenKind.ts';
import { type Word, word, wordAt } from './word.ts';

/** A token. The tokenizer uses each object again three tokens later. */
export interface Token {
  kind: TokenKind;
  word: Word;
  start: number;
  end: number;
  /** Whether a line ends between the token before and this one. */
  newline: boolean;
}

/** By what a word means: whether an expression follows it. */
const expectsExpression = new Uint8Array(16);
for (const meaning of [word.prefix, word.infix, word.branch, word.typeOperator, word.void])
  expectsExpression[meaning] = 1;

function emptyToken(): Token {
  return { kind: tokenKind.semicolon, word: word.plain, start: 0, end: 0, newline: true };
}

/** Cuts JavaScript and TypeScript into tokens; what an expression may follow, the caller corrects where it knows better. */
export class Tokenizer {
  readonly text: string;
  /** Code units of the text, a line feed behind the last. */
  readonly units: Uint16Array;
  token: Token = emptyToken();
  previous: Token = emptyToken();
  beforePrevious: Token = emptyToken();
  /** Whether `/` begins a regular expression and `<` an element here. */
  expressionExpected = true;
  /** The same, before the present token. */
  tokenBeginsExpression = true;
  /** Start and end, in pairs, of literals that span lines. */
  readonly multilineLiterals: number[] = [];
  /** Whether a template has no end. */
  unclosed = false;
  offset = 0;
  readonly #lineEnds: ForwardSearch;
  readonly #comments: CommentEnds;
  /** Characters that may still be searched in vain for the end of a regular expression. */
  #patience: number;

  readonly #recovering: boolean;
  #templateIndent = 0;

  /** @param recovering whether to doubt templates that hold declarations */
  constructor(text: string, recovering: boolean) {
    this.text = text;
    this.units = characters(text);
    this.#lineEnds = new ForwardSearch(text, '\n');
    this.#comments = new CommentEnds(text, this.#lineEnds);
    this.#recovering = recovering;
    this.#patience = 8 * text.length;
    if (text.charCodeAt(0) === 0xfeff) this.offset = 1;
    if (text.startsWith('#!', this.offset)) this.offset = this.#lineEnds.from(this.offset);
  }

  /** Goes to the next token that may change something; true where it passed over others, as most are. */
  nextOfStructure(): boolean {
    this.next();
    if (!isDull(this.token, this.previous)) return false;
    do this.next();
    while (isDull(this.token, this.previous));
    return true;
  }

  next(): void {
    const token = this.beforePrevious;
    this.beforePrevious = this.previous;
    this.previous = this.token;
    this.token = token;
    token.newline = false;
    token.word = word.plain;
    // A blank or none, most often: the rest is for comments, line ends and blanks of other kinds.
    let c = this.units[this.offset] ?? 10;
    if (c === 32) c = this.units[++this.offset] ?? 10;
    if (c <= 32 || c === 47 || c > 127) this.#skipTrivia(token);
    token.start = this.offset;
    this.tokenBeginsExpression = this.expressionExpected;
    if (token.newline && this.#conflictMarker(token)) return;
    this.#read(token, this.units[this.offset] ?? 10);
    token.end = this.offset;
  }

  /** Goes on with a template behind the brace that closed its code; the token becomes the template's next piece. */
  continueTemplate(): void {
    const start = this.offset;
    this.offset = this.#templatePieceEnd(start);
    this.noteLiteral(start, this.offset);
    this.token.kind = isTemplateHead(this.text, start, this.offset)
      ? tokenKind.templateHead
      : tokenKind.literal;
    this.token.end = this.offset;
    this.expressionExpected = this.token.kind === tokenKind.templateHead;
  }

  noteLiteral(start: number, end: number): void {
    if (this.#lineEnds.from(start) < end) this.multilineLiterals.push(start, end);
  }

  #skipTrivia(token: Token): void {
    const { units } = this;
    const end = units.length - 1;
    let i = this.offset;
    while (i < end) {
      const c = units[i] ?? 10;
      if (c === 10) {
        token.newline = true;
        i++;
      } else if (c <= 32 || c === 0xa0 || c === 0xfeff || c === 0x2028) i++;
      else if (c === 47 && units[i + 1] === 47) i = this.#lineEnds.from(i);
      else if (c === 47 && units[i + 1] === 42) {
        const after = this.#comments.behind(i);
        if (!token.newline && this.#lineEnds.from(i) < after) token.newline = true;
        i = after;
      } else break;
    }
    this.offset = i;
  }

  #conflictMarker(token: Token): boolean {
    if (this.offset > 0 && this.text.charCodeAt(this.offset - 1) !== 10) return false;
    const end = conflictMarkerEnd(this.text, this.offset);
    if (end === undefined) return false;
    token.kind = tokenKind.conflictMarker;
    token.end = end;
    // The next token stands on a line of its own.
    this.offset = this.text.charCodeAt(end - 1) === 10 ? end - 1 : end;
    return true;
  }

  #read(token: Token, c: number): void {
    const nameClass = nameCharacters[c];
    if (nameClass === 1) this.#readName(token);
    else if (nameClass === 2) this.#readLiteral(token, numberEnd(this.units, this.offset + 1));
    else if (c === 34 || c === 39) this.#readLiteral(token, quotedEnd(this.units, this.offset));
    else if (c === 96) this.#readTemplate(token);
    else if (c === 47 && this.expressionExpected) this.#readRegularExpression(token);
    // Line ends have been passed over: this is the one behind the text.
    else if (c === 10) token.kind = tokenKind.end;
    else this.#readOperator(token, c);
  }

  #readName(token: Token): void {
    const end = nameEnd(this.units, this.offset + 1);
    token.kind = tokenKind.name;
    const meaning =
      this.previous.kind === tokenKind.dot ? word.plain : wordAt(this.text, this.units, this.offset, end);
    token.word = meaning;
    this.offset = end;
    if (meaning === word.plain) this.#readMembers(token, end);
    else this.expressionExpected = expectsExpression[meaning] === 1;
  }

  /** Reads a chain of members as the last of them: nothing about the others matters. */
  #readMembers(token: Token, firstEnd: number): void {
    const { units } = this;
    let end = firstEnd;
    while (units[end] === 46 && nameCharacters[units[end + 1] ?? 10] === 1) {
      token.start = end + 1;
      end = nameEnd(units, end + 2);
    }
    this.offset = end;
    this.expressionExpected = false;
  }

  #readLiteral(token: Token, end: number): void {
    token.kind = tokenKind.literal;
    this.offset = end;
    this.expressionExpected = false;
  }

  #readTemplate(token: Token): void {
    const start = this.offset;
    if (this.#recovering) this.#templateIndent = indentOfLine(this.text, start);
    this.#readLiteral(token, this.#templatePieceEnd(start + 1));
    this.noteLiteral(start, this.offset);
    if (!isTemplateHead(this.text, start + 1, this.offset)) return;
    token.kind = tokenKind.templateHead;
    this.expressionExpected = true;
  }

  #templatePieceEnd(from: number): number {
    const end = templatePieceEnd(this.units, from);
    if (end === this.text.length && this.text.charCodeAt(end - 1) !== 96) this.unclosed = true;
    if (!this.#recovering || this.#lineEnds.from(from) >= end) return end;
    return holdsCode(this.text.slice(from, end), this.#templateIndent) ? this.#lineEnds.from(from) : end;
  }

  #readRegularExpression(token: Token): void {
    const end = this.#patience > 0 ? regularExpressionEnd(this.units, this.offset) : undefined;
    if (end !== undefined) {
      this.#readLiteral(token, end);
      return;
    }
    this.#patience -= this.#lineEnds.from(this.offset) - this.offset;
    this.#readOperator(token, 47);
  }

  #readOperator(token: Token, c: number): void {
    const alone = (brackets[c] ?? 0) as TokenKind;
    if (alone !== 0) {
      token.kind = alone;
      this.offset++;
      this.expressionExpected = alone !== tokenKind.closeParenthesis && alone !== tokenKind.closeBracket;
      return;
    }
    const after = this.units[this.offset + 1] ?? 10;
    const long = longOperator(c, after, this.units[this.offset + 2] ?? 10);
    token.kind = long?.kind ?? kindOf(c);
    this.offset += long?.length ?? 1;
    // `x++ / y` and TypeScript's `x! / y`: what ended an expression still does.
    const keeps = (long === increment || (c === 33 && after !== 61)) && !this.expressionExpected;
    if (keeps) return;
    const { kind } = token;
    this.expressionExpected = kind !== tokenKind.closeParenthesis && kind !== tokenKind.closeBracket;
  }
}

/** Whether a token is one in the midst of code: a name, a literal or an operator. */
function isDull({ kind, word: meaning }: Token, previous: Token): boolean {
  const isOperand = kind <= tokenKind.operator && kind !== tokenKind.end;
  return isOperand && meaning === word.plain && previous.word !== word.type;
}

/** Columns before the first character of a line; 0 for lines longer than anybody writes by hand. */
function indentOfLine(text: string, offset: number): number {
  return /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(Math.max(0, offset - 500), offset))?.[1]?.length ?? 0;
}

/** Whether the piece of a template between two offsets ends with `${`. */
function isTemplateHead(text: string, from: number, end: number): boolean {
  return end - 2 >= from && text.startsWith('${', end - 2);
}
