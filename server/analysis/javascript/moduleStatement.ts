import type { ImportedName } from '../moduleImport.ts';
import { ImportClause, punctuation } from './importClause.ts';

/** Comments between the words of a statement are no longer than this; nobody's are. */
const longestComment = 2000;
/** And a statement imports no more names. */
const mostWords = 10_000;

const wordPattern = /[\w$\u0080-\uffff]+/y;

/** Reads one statement of a module, word by word. */
class StatementReader {
  readonly #text: string;
  offset: number;
  /** Whether a line ended before the present place. */
  newline = false;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.offset = offset;
  }

  /** The next character that is neither blank nor in a comment. */
  next(): number {
    const text = this.#text;
    this.newline = false;
    for (;;) {
      const c = text.charCodeAt(this.offset);
      if (c === 47) {
        if (!this.#skipComment()) return c;
      } else if (c > 32 || Number.isNaN(c)) return c;
      else {
        if (c === 10) this.newline = true;
        this.offset++;
      }
    }
  }

  /** The word at the present place, or an empty one. */
  word(): string {
    wordPattern.lastIndex = this.offset;
    const found = wordPattern.exec(this.#text)?.[0] ?? '';
    this.offset += found.length;
    return found;
  }

  /** What the quotes at the present place hold; one that its line does not close ends before what ends the statement. */
  quoted(): ImportedName | undefined {
    const text = this.#text;
    const start = this.offset + 1;
    const quote = text.charCodeAt(this.offset);
    let end = start;
    for (let c = text.charCodeAt(end); c !== quote && !endsSpecifier(c); c = text.charCodeAt(end)) end++;
    this.offset = end + 1;
    return end > start ? { name: text.slice(start, end), start, end } : undefined;
  }

  /** What stands here has lost the first of its quotes. */
  halfQuoted(): ImportedName | undefined {
    const text = this.#text;
    const start = this.offset;
    let end = start;
    for (let c = text.charCodeAt(end); c !== 34 && c !== 39 && !endsSpecifier(c); c = text.charCodeAt(end))
      end++;
    const c = text.charCodeAt(end);
    return end > start && (c === 34 || c === 39) ? { name: text.slice(start, end), start, end } : undefined;
  }

  #skipComment(): boolean {
    const second = this.#text.charCodeAt(this.offset + 1);
    if (second !== 47 && second !== 42) return false;
    const close = second === 47 ? '\n' : '*/';
    const end = this.#text.slice(this.offset, this.offset + longestComment).indexOf(close, 2);
    if (end < 0) return false;
    this.offset += second === 47 ? end : end + 2;
    return true;
  }
}

/** Whether a module's name ends before a character: it is no blank, none of `;`, `)`, `,` and no end. */
function endsSpecifier(c: number): boolean {
  return c <= 32 || c === 59 || c === 41 || c === 44 || Number.isNaN(c);
}

function isQuote(c: number): boolean {
  return c === 34 || c === 39;
}

/** The module whose name stands in the parenthesis behind `import` or `require`, which is the next at an offset. */
export function calledSpecifier(text: string, offset: number): ImportedName | undefined {
  const reader = new StatementReader(text, offset);
  if (reader.next() !== 40) return undefined;
  reader.offset++;
  const quote = reader.next();
  if (!isQuote(quote) && quote !== 96) return undefined;
  const found = reader.quoted();
  return found?.name.includes('${') ? undefined : found;
}

/**
 * The module that a statement loads behind its `import` or `export`. Undefined for one that loads none, only types, or
 * loads it when it is used (`import defer`); half-typed ones are read as far as they make sense.
 */
export function statedSpecifier(text: string, offset: number, isImport: boolean): ImportedName | undefined {
  const reader = new StatementReader(text, offset);
  if (isQuote(reader.next())) return isImport ? reader.quoted() : undefined;
  const clause = new ImportClause(isImport);
  for (let count = 0; count < mostWords; count++) {
    const c = reader.next();
    if (isQuote(c)) {
      const quoted = reader.quoted();
      if (clause.afterFrom) return clause.isSilent ? undefined : quoted;
      if (!clause.word('""')) return undefined;
    } else if (c === 96) reader.offset++;
    else if (c === 61) return isImport ? required(reader, text, clause) : undefined;
    else if (punctuation.has(c)) {
      if (!clause.punctuation(c)) return undefined;
      reader.offset++;
    } else {
      const half = clause.afterFrom ? reader.halfQuoted() : undefined;
      if (half && half.name !== 'from') return clause.isSilent ? undefined : half;
      const word = reader.word();
      if (word === '' || (reader.newline && beginsStatement.has(word)) || !clause.word(word))
        return undefined;
    }
  }
  return undefined;
}

const beginsStatement: ReadonlySet<string> = new Set(
  'import export const let var function class interface enum declare return if for while'.split(' '),
);

/** `= require('module')` of TypeScript. */
function required(reader: StatementReader, text: string, clause: ImportClause): ImportedName | undefined {
  reader.offset++;
  reader.next();
  return reader.word() === 'require' && !clause.isSilent ? calledSpecifier(text, reader.offset) : undefined;
}
