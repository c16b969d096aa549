import { Character, characterClass, identifierEnd, isWideIdentifierPart, lineEnding } from './characters.ts';
import { wordKind } from './keywords.ts';
import { isTripleQuote, longStringEnd, numberEnd, shortStringEnd } from './literals.ts';
import { operatorAt } from './operators.ts';
import { Token } from './tokenKind.ts';

const newline = 10;
const carriageReturn = 13;
const tab = 9;
const formFeed = 12;
const space = 32;
const hash = 35;
const backslash = 92;
const dot = 46;
const tabWidth = 8;
const byteOrderMark = 0xfeff;

const stringPrefix = /^(?:[rbu]|br|rb)$/i;
const formattedPrefix = /^(?:[ft]|[ft]r|r[ft])$/i;

/** What a stream needs to go back to a token. */
export interface StreamPlace {
  readonly start: number;
  readonly previousEnd: number;
  readonly depth: number;
  readonly indent: number;
}

/** The tokens of a text, one at a time. Indentation is no token: each logical line knows its own. */
export class TokenStream {
  readonly text: string;
  kind: number = Token.endOfFile;
  start = 0;
  end = 0;
  previousEnd = 0;
  /** Of a string: the length of its prefix. */
  prefixLength = 0;
  /** Open brackets: within them a line ending is white space. */
  depth = 0;
  /** Column of the logical line's first token; a tab goes on to the next multiple of eight. */
  indent = 0;
  #isLineStart = true;
  #unclosedQuotes = '';

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === byteOrderMark) this.end = 1;
  }

  /** Goes to the next token. */
  next(): void {
    this.previousEnd = this.end;
    const start = this.#isLineStart ? this.#lineStart(this.end) : this.#tokenStart(this.end);
    this.start = start;
    const code = this.text.charCodeAt(start);
    const kind = code < 128 ? characterClass[code] : Character.other;
    if (kind === Character.letter) this.#word(start);
    else if (kind === Character.digit) this.#number(start);
    else if (kind === Character.quote) this.#string(start, 0);
    else if (kind === Character.lineEnd) this.#lineEnd(start, code);
    else this.#other(start, code);
  }

  /** Where the current token is, to come back to. */
  place(): StreamPlace {
    return {
      start: this.start,
      previousEnd: this.previousEnd,
      depth: this.#depthBefore(),
      indent: this.indent,
    };
  }

  goTo(place: StreamPlace): void {
    this.#isLineStart = false;
    this.depth = place.depth;
    this.end = place.start;
    this.next();
    this.previousEnd = place.previousEnd;
    this.indent = place.indent;
  }

  /** Goes to the first token of a line, outside of all brackets. */
  goToLine(offset: number): void {
    this.depth = 0;
    this.#isLineStart = true;
    this.end = offset;
    this.next();
  }

  /** Reads the token behind an offset, whatever came before it. */
  continueAt(offset: number): void {
    this.end = offset;
    this.next();
  }

  #depthBefore(): number {
    const { kind } = this;
    if (kind === Token.openParenthesis || kind === Token.openBracket || kind === Token.openBrace) {
      return this.depth - 1;
    }
    const isClosing =
      kind === Token.closeParenthesis || kind === Token.closeBracket || kind === Token.closeBrace;
    return isClosing ? this.depth + 1 : this.depth;
  }

  /** Skips blank lines and lines of comments; notes the indentation of the first other line. */
  #lineStart(from: number): number {
    const { text } = this;
    let column = 0;
    for (let at = from; ; at++) {
      const code = text.charCodeAt(at);
      if (code === space) column++;
      else if (code === tab) column += tabWidth - (column % tabWidth);
      else if (code === formFeed || code === newline || code === carriageReturn) column = 0;
      else if (code === hash) at = lineEnding(text, at) - 1;
      else {
        this.#isLineStart = false;
        this.indent = at < text.length ? column : 0;
        return code === backslash ? this.#tokenStart(at) : at;
      }
    }
  }

  /** Skips white space, comments, joined lines and, within brackets, line endings. */
  #tokenStart(from: number): number {
    const { text, depth } = this;
    for (let at = from; ; at++) {
      const code = text.charCodeAt(at);
      if (code === space || code === tab || code === formFeed) continue;
      if (code === newline || code === carriageReturn) {
        if (depth === 0) return at;
      } else if (code === hash) at = lineEnding(text, at) - 1;
      else if (code === backslash) {
        const next = text.charCodeAt(at + 1);
        if (next === carriageReturn && text.charCodeAt(at + 2) === newline) at += 2;
        else if (next === newline || next === carriageReturn) at++;
        else return at;
      } else return at;
    }
  }

  #lineEnd(start: number, code: number): void {
    this.kind = Token.newline;
    this.#isLineStart = true;
    this.end = start + (code === carriageReturn && this.text.charCodeAt(start + 1) === newline ? 2 : 1);
  }

  #word(start: number): void {
    const { text } = this;
    const end = identifierEnd(text, start);
    const code = text.charCodeAt(end);
    if (characterClass[code] === Character.quote && end - start <= 2) {
      const prefix = text.slice(start, end);
      if (formattedPrefix.test(prefix)) {
        this.#formattedStart(start, end);
        return;
      }
      if (stringPrefix.test(prefix)) {
        this.#string(start, end - start);
        return;
      }
    }
    this.kind = wordKind(text, start, end);
    this.end = end;
  }

  #number(start: number): void {
    this.kind = Token.number;
    this.end = numberEnd(this.text, start);
  }

  #formattedStart(start: number, quoteOffset: number): void {
    this.kind = Token.formattedStart;
    this.prefixLength = quoteOffset - start;
    this.end = quoteOffset + (isTripleQuote(this.text, quoteOffset) ? 3 : 1);
  }

  #string(start: number, prefixLength: number): void {
    const quoteOffset = start + prefixLength;
    const end = isTripleQuote(this.text, quoteOffset)
      ? this.#longStringEnd(quoteOffset)
      : shortStringEnd(this.text, quoteOffset);
    this.kind = end === -1 ? Token.unterminated : Token.string;
    this.prefixLength = prefixLength;
    this.end = end === -1 ? quoteOffset + 1 : end;
  }

  /** Searches the rest of the text for the end of an unclosed string once, not for every quote in it again. */
  #longStringEnd(quoteOffset: number): number {
    const quote = this.text.charAt(quoteOffset);
    if (this.#unclosedQuotes.includes(quote)) return -1;
    const end = longStringEnd(this.text, quoteOffset);
    if (end === -1) this.#unclosedQuotes += quote;
    return end;
  }

  #other(start: number, code: number): void {
    const { text } = this;
    if (start >= text.length) this.#endOfFile();
    else if (code >= 128 && isWideIdentifierPart(text, start)) this.#word(start);
    else if (code === dot && characterClass[text.charCodeAt(start + 1)] === Character.digit) {
      this.#number(start);
    } else this.#operator(start);
  }

  #operator(start: number): void {
    const operator = operatorAt(this.text, start);
    this.kind = operator >> 2;
    this.end = start + (operator & 3);
    if (this.kind <= Token.closeBrace && this.kind >= Token.openParenthesis) {
      if (this.kind % 2 === 0) this.depth++;
      else if (this.depth > 0) this.depth--;
    }
  }

  /** The last line ends even without a line ending. */
  #endOfFile(): void {
    const endsLine = !this.#isLineStart && this.kind !== Token.newline && this.kind !== Token.endOfFile;
    this.kind = endsLine && this.depth === 0 ? Token.newline : Token.endOfFile;
    this.end = this.text.length;
  }
}
