import type { Parser, SyntaxFailure } from './parser.ts';
import type { ErrorStatement, Statement } from './statementNodes.ts';
import { block, deepestSuite } from './suites.ts';
import { Token } from './tokenKind.ts';

const startsCompound = /^(?:async|class|def|if|elif|else|for|while|with|try|except|finally|@)/;
const longestKeyword = 8;

/** The statement that failed: where it began, and what of it survives. */
interface BrokenStatement {
  readonly start: number;
  readonly indent: number;
  readonly body: Statement[];
}

/**
 * Goes on behind a statement that is not Python: at the line that does not fit into it, if that is another line, else
 * at the next one. Deeper lines below are read as its suite, unless they may stand in brackets that were not closed.
 */
export function recover(p: Parser, failure: SyntaxFailure, broken: BrokenStatement): ErrorStatement {
  const { start, indent, body } = broken;
  p.report(failure.message, failure.start, failure.end);
  let end = resume(p, failure.start, start);
  const isTooDeep = p.suiteNesting >= deepestSuite || p.nesting > deepestSuite;
  const hasSuite =
    !failure.isWithinBrackets || startsCompound.test(p.text.slice(start, start + longestKeyword));
  if (!hasSuite || isTooDeep) end = skipDeeper(p, indent, end);
  else if (p.indent > indent && p.kind !== Token.endOfFile) {
    block(p, indent, body);
    end = p.start;
  }
  return { kind: 'error', start, end: lastCharacter(p.text, end), body };
}

/** Goes to the line where the next statement may begin, and gives its offset. */
function resume(p: Parser, failureStart: number, statementStart: number): number {
  const lineStart = startOfLine(p.text, failureStart);
  const isFirst = p.text.slice(lineStart, failureStart).trim() === '';
  const from = isFirst && lineStart > statementStart ? lineStart : endOfLine(p.text, failureStart);
  p.goToLine(from);
  return from;
}

/** Skips lines that are indented deeper, or begin by closing a bracket. */
function skipDeeper(p: Parser, indent: number, from: number): number {
  let end = from;
  while (p.kind !== Token.endOfFile && (p.indent > indent || isClosing(p.kind))) {
    end = endOfLine(p.text, p.start);
    p.goToLine(end);
  }
  return end;
}

function isClosing(kind: number): boolean {
  return kind === Token.closeParenthesis || kind === Token.closeBracket || kind === Token.closeBrace;
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset behind the line ending. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

function lastCharacter(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}
