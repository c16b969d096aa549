import type { Counting } from '../limits/limits.ts';
import type { Scan } from '../scan/scan.ts';
import type { LineTable } from '../text/lineTable.ts';
import { LineClassifier } from './lineClassifier.ts';

/** The lines of a text that count, by one of the ways of counting. */
export interface CountedLines {
  readonly total: number;
  /** How many of the lines from one to another, both included, count. */
  between(first: number, last: number): number;
  /** Line, from 1, of the n-th that counts. */
  lineOf(n: number): number;
}

/** What lines are counted of. */
interface LinedText {
  readonly lineCount: number;
  readonly lines: LineTable;
  readonly languageId: string;
}

/** The lines of a text as a way of counting sees them. */
export function countedLines(text: LinedText, counting: Counting, scan: () => Scan): CountedLines {
  if (counting === 'physical') return new PhysicalLines(text.lineCount);
  const { lines, languageId } = text;
  const { multilineLiterals, comments = [] } = counting === 'code' ? scan() : { multilineLiterals: [] };
  const classifier = new LineClassifier(lines, languageId, multilineLiterals, comments);
  return new SelectedLines(lines.count, (line) =>
    counting === 'code' ? classifier.hasCode(line) : !classifier.isBlank(line),
  );
}

class PhysicalLines implements CountedLines {
  readonly total: number;

  constructor(total: number) {
    this.total = total;
  }

  between(first: number, last: number): number {
    return last - first + 1;
  }

  lineOf(n: number): number {
    return n;
  }
}

class SelectedLines implements CountedLines {
  /** How many of the lines up to each one count. */
  readonly #upTo: Uint32Array;

  /** @param counts asked for each line in order */
  constructor(count: number, counts: (line: number) => boolean) {
    this.#upTo = new Uint32Array(count + 1);
    for (let line = 1; line <= count; line++)
      this.#upTo[line] = (this.#upTo[line - 1] ?? 0) + (counts(line) ? 1 : 0);
  }

  get total(): number {
    return this.#upTo.at(-1) ?? 0;
  }

  between(first: number, last: number): number {
    return (this.#upTo[last] ?? this.total) - (this.#upTo[first - 1] ?? 0);
  }

  lineOf(n: number): number {
    return this.#upTo.indexOf(n);
  }
}
