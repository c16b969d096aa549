import type { Expression, Identifier } from './expressionNodes.ts';
import type { Statement, SyntaxProblem } from './statementNodes.ts';
import { Token } from './tokenKind.ts';
import { TokenStream } from './tokenStream.ts';

/** The productions that those below them come back to: brackets hold expressions, suites hold statements. */
export interface Grammar {
  /** Without commas, assignment or star. */
  expression(parser: Parser): Expression;
  /** Operators down to a precedence, without `if … else` and `lambda`. */
  operation(parser: Parser, precedence: number): Expression;
  /** The statements of a logical line, and what belongs to the last one. */
  statements(parser: Parser, into: Statement[]): void;
}

/** Ends the statement that it happens in. */
export class SyntaxFailure extends Error {
  readonly start: number;
  readonly end: number;
  readonly isWithinBrackets: boolean;

  constructor(message: string, at: { start: number; end: number; depth: number }) {
    super(message);
    this.start = at.start;
    this.end = at.end;
    this.isWithinBrackets = at.depth > 0;
  }
}

// Deeper than Python goes itself (200 brackets, 100 indentations), and safely within the stack.
const deepestNesting = 250;
const mostErrors = 1_000;

/** The state of parsing a text, and the steps that all productions are made of. */
export class Parser extends TokenStream {
  readonly grammar: Grammar;
  readonly errors: SyntaxProblem[] = [];
  /** End of the last line of simple statements, a semicolon at its end included. */
  lineEnd = 0;
  nesting = 0;
  suiteNesting = 0;
  /** Statements in suites of the statement that is being parsed: what survives if it fails. */
  readonly salvage: Statement[][] = [];

  constructor(text: string, grammar: Grammar) {
    super(text);
    this.grammar = grammar;
  }

  fail(message: string): never {
    throw new SyntaxFailure(message, this);
  }

  /** Notes a problem that does not keep the statement from being read on. */
  report(message: string, start = this.start, end = this.end): void {
    if (this.errors.length < mostErrors) this.errors.push({ message, start, end });
  }

  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  /** @param what as in "Expected `:` after the condition" */
  expect(kind: number, what: string): void {
    if (this.kind !== kind) this.fail(`Expected ${what}.`);
    this.next();
  }

  identifier(): Identifier {
    if (this.kind !== Token.name) this.fail('Expected a name.');
    const { start, end } = this;
    const name = this.word();
    this.next();
    return { name, start, end };
  }

  /** The name that the current token is, in the form in which Python compares names. */
  word(): string {
    const word = this.text.slice(this.start, this.end);
    return /^[\w]*$/.test(word) ? word : word.normalize('NFKC');
  }

  /** Whether the current token is this word: a soft keyword is a name for the tokens. */
  isWord(word: string): boolean {
    return (
      this.kind === Token.name &&
      this.end - this.start === word.length &&
      this.text.startsWith(word, this.start)
    );
  }

  deeper(): void {
    if (++this.nesting > deepestNesting) this.fail('This is nested too deeply.');
  }
}
