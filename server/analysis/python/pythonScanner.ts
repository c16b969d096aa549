import { conflictMarkerEnd } from '../conflictMarker.ts';
import type { Definition } from '../definition.ts';
import type { LineTable } from '../lineTable.ts';
import type { ModuleImport } from '../moduleImport.ts';
import type { Scan } from '../scan.ts';
import { type BlockHead, type BlockKind, blockHead, startsStatement } from './pythonBlock.ts';
import { parseImport } from './pythonImport.ts';
import { isTripleQuote, stringEnd } from './pythonString.ts';

/** Definitions and imports of a Python text, broken or not. */
export function scanPython(lines: LineTable): Scan {
  const scanner = new PythonScanner(lines, false);
  const scan = scanner.scan();
  return scanner.broken ? new PythonScanner(lines, true).scan() : scan;
}

interface OpenBlock {
  readonly kind: BlockKind;
  readonly indent: number;
  /** Index into the definitions; -1 for a block that is none. */
  readonly definition: number;
}

// What the inner loop does with a character; 0 lets it pass.
const passes = 0;
const lineEnds = 1;
const comments = 2;
const quotes = 3;
const opens = 4;
const closes = 5;
const escapes = 6;
const separates = 7;
const actions = new Uint8Array(65536);
for (const [action, characters] of [
  [lineEnds, '\n'],
  [comments, '#'],
  [quotes, '"\''],
  [opens, '([{'],
  [closes, ')]}'],
  [escapes, '\\'],
  [separates, ':;'],
] as const)
  for (const character of characters) actions[character.charCodeAt(0)] = action;

class PythonScanner {
  /** Whether triple quotes turned out not to belong together: from there on the inside of strings may be taken for code. */
  broken = false;
  readonly #text: string;
  readonly #lines: LineTable;
  readonly #definitions: Definition[] = [];
  readonly #imports: ModuleImport[] = [];
  readonly #multilineLiterals: number[] = [];
  readonly #blocks: OpenBlock[] = [];
  #offset: number;
  #indent = 0;
  #depth = 0;
  /** Innermost indentation of an open block, so that most lines need no look at the blocks; -1 without one. */
  #blockIndent = -1;
  /** Offset on the last line that held code. */
  #lastCode = 0;
  #nextLineEnd = -1;
  readonly #recovering: boolean;

  /** @param recovering whether to doubt triple quotes that hold definitions */
  constructor(lines: LineTable, recovering: boolean) {
    this.#recovering = recovering;
    this.#text = lines.text;
    this.#lines = lines;
    this.#offset = lines.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  scan(): Scan {
    while (this.#offset < this.#text.length) this.#logicalLine();
    this.#closeBlocks(-1);
    return {
      definitions: this.#definitions,
      imports: this.#imports,
      multilineLiterals: this.#multilineLiterals,
    };
  }

  #logicalLine(): void {
    const lineStart = this.#offset;
    const start = this.#measureIndent(lineStart);
    const first = this.#text.charCodeAt(start);
    if (Number.isNaN(first) || first === 10) this.#offset = start + 1;
    else if (first === 13 || first === 35) this.#offset = this.#lineEnd(start) + 1;
    else {
      const markerEnd = start === lineStart ? conflictMarkerEnd(this.#text, start) : undefined;
      if (markerEnd === undefined) this.#statement(start);
      else this.#offset = markerEnd;
    }
  }

  #statement(start: number): void {
    if (this.#indent <= this.#blockIndent) this.#closeBlocks(this.#indent);
    const c = this.#text.charCodeAt(start);
    // d(ef), c(lass), a(sync), i(f), e(lif)
    if (c === 100 || c === 99 || c === 97 || c === 105 || c === 101) {
      const head = blockHead(this.#text, start);
      if (head) this.#openBlock(head, start);
    }
    this.#importAt(start);
    this.#offset = this.#logicalLineEnd(start);
  }

  #measureIndent(lineStart: number): number {
    let indent = 0;
    let i = lineStart;
    for (; ; i++) {
      const c = this.#text.charCodeAt(i);
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

  /** Offset behind the line end that ends the statement, past brackets, strings and continuations. */
  #logicalLineEnd(start: number): number {
    const text = this.#text;
    const length = text.length;
    this.#depth = 0;
    let i = start;
    while (i < length) {
      const action = actions[text.charCodeAt(i)];
      if (action === passes) i++;
      else if (action === lineEnds) {
        if (this.#depth === 0 || this.#resynchronises(i + 1)) return this.#endOfStatement(i);
        i = conflictMarkerEnd(text, i + 1) ?? i + 1;
      } else i = this.#special(action, i);
    }
    return this.#endOfStatement(length);
  }

  #special(action: number | undefined, at: number): number {
    switch (action) {
      case comments:
        return this.#lineEnd(at);
      case quotes:
        return this.#string(at);
      case escapes: {
        const next = this.#text.charCodeAt(at + 1);
        return at + (next === 13 ? 3 : 2);
      }
      case separates:
        if (this.#depth === 0) this.#importAt(this.#skipBlanks(at + 1));
        return at + 1;
      default:
        this.#depth = action === opens ? this.#depth + 1 : Math.max(0, this.#depth - 1);
        return at + 1;
    }
  }

  #string(quoteOffset: number): number {
    const end = stringEnd(this.#text, quoteOffset, this.#recovering ? this.#indent : -1);
    const isTriple = isTripleQuote(this.#text, quoteOffset);
    if (isTriple && (end < quoteOffset + 6 || !isTripleQuote(this.#text, end - 3))) this.broken = true;
    // Asked for anew only beyond it: a line of megabytes may hold thousands of strings.
    if (this.#nextLineEnd < quoteOffset) this.#nextLineEnd = this.#lineEnd(quoteOffset);
    if (this.#nextLineEnd < end) this.#multilineLiterals.push(quoteOffset, end);
    return end;
  }

  /** Whether the line at an offset begins a statement although a bracket is open: the bracket is half-typed. */
  #resynchronises(lineStart: number): boolean {
    return startsStatement(this.#text, this.#skipBlanks(lineStart));
  }

  #skipBlanks(from: number): number {
    let i = from;
    for (let c = this.#text.charCodeAt(i); c === 32 || c === 9; c = this.#text.charCodeAt(i)) i++;
    return i;
  }

  #endOfStatement(lineEnd: number): number {
    let last = lineEnd;
    // Only a half-typed bracket leaves blank lines here.
    if (this.#depth > 0) while (last > 0 && this.#text.charCodeAt(last - 1) <= 32) last--;
    this.#lastCode = last;
    return lineEnd + 1;
  }

  #openBlock(head: BlockHead, start: number): void {
    let definition = -1;
    if (head.kind !== 'skipped') {
      const firstLine = this.#lines.lineAt(start);
      const name = head.nameStart === start ? undefined : this.#text.slice(head.nameStart, head.nameEnd);
      const nameRange = this.#lines.range(head.nameStart, head.nameEnd);
      definition =
        this.#definitions.push({
          kind: head.kind,
          name,
          firstLine,
          lastLine: 0,
          nameRange,
          parent: -1,
          isEnum: false,
          parameters: 0,
          complexity: 1,
          nesting: 0,
        }) - 1;
    }
    this.#blocks.push({ kind: head.kind, indent: this.#indent, definition });
    this.#blockIndent = this.#indent;
  }

  /** Ends the blocks that a statement with this indentation does not stand in. */
  #closeBlocks(indent: number): void {
    const lastLine = this.#lines.lineAt(this.#lastCode);
    for (let block = this.#blocks.at(-1); block && block.indent >= indent; block = this.#blocks.at(-1)) {
      this.#blocks.pop();
      const definition = this.#definitions[block.definition];
      if (definition) this.#definitions[block.definition] = { ...definition, lastLine };
    }
    this.#blockIndent = this.#blocks.at(-1)?.indent ?? -1;
  }

  #importAt(start: number): void {
    const c = this.#text.charCodeAt(start);
    if (c !== 105 /* import */ && c !== 102 /* from */) return;
    if (this.#blocks.some(({ kind }) => kind !== 'class')) return;
    this.#imports.push(...parseImport(this.#text, start));
  }
}
