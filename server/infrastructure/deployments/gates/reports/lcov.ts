import { type CoverageCount, mark } from './coverageCount.ts';
import { countOf, UnusableReport } from './reportContent.ts';

/** Records that say nothing about what is counted here: they are sums of others, or names. */
const ignored = new Set(['TN', 'VER', 'LF', 'LH', 'BRF', 'BRH', 'FNF', 'FNH', 'FNL', 'MCF', 'MCH', 'MCDC']);

/**
 * Counts coverage in LCOV from its single records.
 * @throws {UnusableReport}
 */
export function readLcov(chunks: Iterable<string>, count: CoverageCount): void {
  const reader = new LcovReader(count);
  for (const line of linesOf(chunks)) reader.line(line);
  reader.end();
}

class LcovReader {
  readonly #count: CoverageCount;
  #file: ReturnType<CoverageCount['file']> | undefined;
  #number = 0;
  #records = 0;

  constructor(count: CoverageCount) {
    this.#count = count;
  }

  line(line: string): void {
    this.#number++;
    if (line === '' || line.startsWith('#')) return;
    const colon = line.indexOf(':');
    const kind = line.slice(0, Math.max(colon, 0));
    if (line === 'end_of_record') this.#end();
    else if (/^[A-Z]{2,5}$/.test(kind)) this.#record(kind, line.slice(colon + 1));
    else throw this.#unusable('is not LCOV');
  }

  end(): void {
    if (this.#file) throw new UnusableReport('is cut off: its last record has no end');
    if (this.#records === 0) throw new UnusableReport('tells no file');
  }

  #end(): void {
    if (!this.#file) throw this.#unusable('ends a record that has no beginning');
    this.#file = undefined;
    this.#records++;
  }

  #record(kind: string, value: string): void {
    if (kind === 'SF') {
      if (this.#file) throw this.#unusable('begins a record within another');
      this.#file = this.#count.file(value);
    } else if (kind === 'DA') this.#line(value.split(','));
    else if (kind === 'BRDA') this.#branch(value.split(','));
    else if (kind === 'FN') this.#function(value.replace(/^\d+,(?:\d+,)?/, ''), false);
    else if (kind === 'FNDA') this.#called(value);
    else if (kind === 'FNA') this.#called(value.slice(value.indexOf(',') + 1));
    else if (!ignored.has(kind)) throw this.#unusable(`has a record ${kind}, which is not of LCOV`);
  }

  #line([line, hits]: readonly string[]): void {
    mark(this.#open().lines, this.#whole(line), this.#whole(hits) > 0);
  }

  #branch(parts: readonly string[]): void {
    const taken = parts.at(-1);
    if (parts.length < 4) throw this.#unusable('is not LCOV');
    mark(this.#open().branches, parts.slice(0, -1).join(','), taken !== '-' && this.#whole(taken) > 0);
  }

  #called(value: string): void {
    const comma = value.indexOf(',');
    this.#function(value.slice(comma + 1), this.#whole(value.slice(0, comma)) > 0);
  }

  #function(name: string, called: boolean): void {
    mark(this.#open().functions, name, called);
  }

  #open() {
    if (!this.#file) throw this.#unusable('names no file before');
    return this.#file;
  }

  #whole(text: string | undefined): number {
    const count = countOf(text);
    if (count === undefined)
      throw this.#unusable(`has ${JSON.stringify((text ?? '').slice(0, 40))} for a number`);
    return count;
  }

  #unusable(what: string): UnusableReport {
    return new UnusableReport(`${what} (line ${this.#number})`);
  }
}

/** Longer than any name of a file or function. */
const maximumLine = 1_000_000;

function* linesOf(chunks: Iterable<string>): Generator<string> {
  let rest = '';
  for (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maximumLine) throw new UnusableReport('is not LCOV: a line of it is too long');
    for (const line of lines) yield line.trimEnd();
  }
  if (rest !== '') yield rest.trimEnd();
}
