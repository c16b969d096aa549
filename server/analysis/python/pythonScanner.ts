import { characters } from '../characters.ts';
import { conflictMarkerEnd } from '../conflictMarker.ts';
import { measured } from '../definition.ts';
import type { LineTable } from '../lineTable.ts';
import type { ModuleImport } from '../moduleImport.ts';
import { peaksOf } from '../peaks.ts';
import type { Scan } from '../scan.ts';
import { dynamicImport } from './dynamicImport.ts';
import { takesWholeCell } from './pythonHead.ts';
import { parseImport } from './pythonImport.ts';
import { startsStatement, statementKind, statementKindAt } from './pythonStatement.ts';
import { isTripleQuote, stringEnd } from './pythonString.ts';
import { Structure } from './structure.ts';

/** Definitions and imports of a Python text, broken or not. */
export function scanPython(lines: LineTable): Scan {
  const scanner = new PythonScanner(lines, false);
  const scan = scanner.scan();
  return scanner.broken ? new PythonScanner(lines, true).scan() : scan;
}

// What the inner loop does with a character; 0 lets it pass.
const passes = 0;
const opens = 1;
const closes = 2;
const lineEnds = 3;
const comments = 4;
const quotes = 5;
const escapes = 6;
const separates = 7;
const actions = new Uint8Array(65536);
for (const [action, each] of [
  [opens, '([{'],
  [closes, ')]}'],
  [lineEnds, '\n'],
  [comments, '#'],
  [quotes, '"\''],
  [escapes, '\\'],
  [separates, ':;'],
] as const)
  for (const character of each) actions[character.charCodeAt(0)] = action;

/** A text with every offset as it was, in which a line feed ends each line: to Python a carriage return alone does too. */
function pythonLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

class PythonScanner {
  /** Whether triple quotes turned out not to belong together: from there on the inside of strings may be taken for code. */
  broken = false;
  readonly #text: string;
  readonly #characters: Uint16Array;
  readonly #structure: Structure;
  readonly #imports: ModuleImport[] = [];
  readonly #multilineLiterals: number[] = [];
  readonly #docstrings: number[] = [];
  #offset: number;
  #indent = 0;
  /** Offset on the last line that held code. */
  #lastCode = 0;
  #nextLineEnd = -1;
  #statementStart = 0;
  /** Offsets of the string read last. */
  #stringStart = -1;
  #stringEnd = -1;
  /** Whether the next statement may be a docstring. */
  #documents = true;
  readonly #recovering: boolean;

  /** @param recovering whether to doubt triple quotes that hold definitions */
  constructor(lines: LineTable, recovering: boolean) {
    this.#recovering = recovering;
    this.#text = pythonLines(lines.text);
    this.#characters = characters(this.#text);
    this.#structure = new Structure(lines, { text: this.#text, units: this.#characters });
    this.#offset = this.#text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  scan(): Scan {
    while (this.#offset < this.#text.length) this.#logicalLine();
    const { blocks } = this.#structure;
    blocks.close(-1, this.#lastCode);
    return {
      peaks: peaksOf(blocks.definitions),
      definitions: blocks.definitions,
      definitionsFrom: ({ kind, measure, least }) =>
        blocks.definitions.filter((each) => each.kind === kind && measured(each, measure) >= least),
      imports: this.#imports,
      importsOf: () => this.#imports,
      multilineLiterals: this.#multilineLiterals,
      comments: this.#docstrings,
    };
  }

  #logicalLine(): void {
    const lineStart = this.#offset;
    const start = this.#measureIndent(lineStart);
    const first = this.#characters[start];
    if (first === 10) this.#offset = start + 1;
    else if (first === 13 || first === 35) this.#offset = this.#lineEnd(start) + 1;
    else {
      const markerEnd = start === lineStart ? conflictMarkerEnd(this.#text, start) : undefined;
      if (markerEnd === undefined) this.#statement(start);
      else this.#offset = markerEnd;
    }
  }

  #statement(start: number): void {
    const kind = statementKindAt(this.#text, start);
    this.#structure.begin(kind, start, this.#indent, this.#lastCode);
    if (kind === statementKind.import) this.#importAt(start);
    this.#statementStart = start;
    const { readFrom } = this.#structure;
    this.#offset = kind === statementKind.magic ? this.#magicEnd(start) : this.#logicalLineEnd(readFrom);
    if (this.#documents && kind === statementKind.plain) this.#noteDocstring(start);
    this.#documents = kind === statementKind.definition || kind === statementKind.async;
  }

  /** A string of its own is a docstring where a module, class or function begins. */
  #noteDocstring(start: number): void {
    const first = this.#stringStart;
    if (first < start || first > start + 1 || !this.#isCodeEnd(this.#stringEnd)) return;
    this.#docstrings.push(start, this.#stringEnd);
  }

  #isCodeEnd(offset: number): boolean {
    const c = this.#characters[this.#skipBlanks(offset)];
    return c === 10 || c === 13 || c === 35;
  }

  #measureIndent(lineStart: number): number {
    const units = this.#characters;
    let indent = 0;
    let i = lineStart;
    for (; ; i++) {
      const c = units[i];
      if (c === 32) indent++;
      else if (c === 9) indent = (indent | 7) + 1;
      else if (c === 12) indent = 0;
      else break;
    }
    this.#indent = indent;
    return i;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end === -1 ? this.#text.length : end;
  }

  #magicEnd(start: number): number {
    return takesWholeCell(this.#text, start) ? this.#text.length : this.#lineEnd(start) + 1;
  }

  /** Offset behind the line end that ends the statement, past brackets, strings and continuations. */
  #logicalLineEnd(start: number): number {
    const units = this.#characters;
    const { length } = this.#text;
    let depth = 0;
    let i = start;
    for (;;) {
      let action = actions[units[i] ?? 10];
      while (action === passes) action = actions[units[++i] ?? 10];
      if (action === opens) {
        depth++;
        this.#callAt(i++);
      } else if (action === closes) {
        if (depth > 0) depth--;
        i++;
      } else if (action === lineEnds) {
        if (depth === 0 || i >= length || this.#resynchronises(i + 1)) return this.#endOfStatement(i, depth);
        i = conflictMarkerEnd(this.#text, i + 1) ?? i + 1;
      } else i = this.#special(action, i, depth);
    }
  }

  #special(action: number | undefined, at: number, depth: number): number {
    if (action === comments) return this.#lineEnd(at);
    if (action === quotes) return this.#string(at);
    if (action === escapes) return this.#escapedEnd(at);
    if (depth === 0 && this.#structure.blocks.dormant === 0) this.#importBehind(at);
    return at + 1;
  }

  #escapedEnd(backslash: number): number {
    const end = backslash + (this.#characters[backslash + 1] === 13 ? 3 : 2);
    return Math.min(end, this.#text.length);
  }

  #string(quoteOffset: number): number {
    const end = stringEnd(this.#text, quoteOffset, this.#recovering ? this.#indent : -1);
    const isTriple = isTripleQuote(this.#text, quoteOffset);
    if (isTriple && (end < quoteOffset + 6 || !isTripleQuote(this.#text, end - 3))) this.broken = true;
    // Asked for anew only beyond it: a line of megabytes may hold thousands of strings.
    if (this.#nextLineEnd < quoteOffset) this.#nextLineEnd = this.#lineEnd(quoteOffset);
    if (this.#nextLineEnd < end) this.#multilineLiterals.push(quoteOffset, end);
    this.#stringStart = quoteOffset;
    this.#stringEnd = end;
    return end;
  }

  /** Whether the line at an offset begins a statement although a bracket is open: the bracket is half-typed. */
  #resynchronises(lineStart: number): boolean {
    return startsStatement(this.#text, this.#skipBlanks(lineStart));
  }

  #skipBlanks(from: number): number {
    let i = from;
    for (let c = this.#characters[i]; c === 32 || c === 9; c = this.#characters[i]) i++;
    return i;
  }

  #endOfStatement(lineEnd: number, depth: number): number {
    let last = lineEnd;
    // Only a half-typed bracket leaves blank lines here.
    if (depth > 0) while (last > 0 && this.#text.charCodeAt(last - 1) <= 32) last--;
    this.#lastCode = last;
    return lineEnd + 1;
  }

  #importBehind(separator: number): void {
    const start = this.#skipBlanks(separator + 1);
    const c = this.#characters[start];
    if (c === 105 /* import */ || c === 102 /* from */) this.#importAt(start);
  }

  #importAt(start: number): void {
    if (this.#structure.blocks.dormant === 0) this.#imports.push(...parseImport(this.#text, start));
  }

  #callAt(parenthesis: number): void {
    if (this.#structure.blocks.dormant > 0) return;
    const last = this.#characters[parenthesis - 1];
    // `__import__(` or `import_module(`
    if (last !== 95 && last !== 101) return;
    const found = dynamicImport(this.#text, this.#statementStart, parenthesis);
    if (found) this.#imports.push(found);
  }
}
