import { Details, type ReportContent } from './reportContent.ts';

/** What of a file can be covered, by line, branch or function, and whether it is. */
class FileCoverage {
  readonly lines = new Map<number, boolean>();
  readonly branches = new Map<string, boolean>();
  readonly functions = new Map<string, boolean>();
}

type Kind = keyof FileCoverage;
const kinds: readonly Kind[] = ['lines', 'branches', 'functions'];
const maximumWorst = 20;

/** Coverage of all files of a report; what is told of a file several times is covered where one of them says so. */
export class CoverageCount {
  readonly #files = new Map<string, FileCoverage>();

  file(name: string): FileCoverage {
    const known = this.#files.get(name) ?? new FileCoverage();
    this.#files.set(name, known);
    return known;
  }

  /** `lines`, `branches` and `functions` in percent, rounded down to hundredths; without those that nothing has. */
  content(): ReportContent {
    const figures = kinds.flatMap((kind) => {
      const found = sum([...this.#files.values()].map((file) => file[kind].size));
      const covered = sum([...this.#files.values()].map((file) => coveredIn(file[kind])));
      return found === 0 ? [] : [[kind, percentOf(covered, found)] as const];
    });
    return { figures: Object.fromEntries(figures), details: this.#worst() };
  }

  #worst(): string[] {
    const details = new Details();
    const files = [...this.#files].map(([name, { lines }]) => {
      const covered = coveredIn(lines);
      return { name, covered, found: lines.size, missing: lines.size - covered };
    });
    const worst = files
      .filter(({ missing }) => missing > 0)
      .sort((one, other) => other.missing - one.missing);
    for (const { name, covered, found } of worst.slice(0, maximumWorst))
      details.add(`${name}: ${covered} of ${found} lines covered`);
    return details.lines;
  }
}

/** Marks something that can be covered. */
export function mark<Key>(map: Map<Key, boolean>, key: Key, covered: boolean): void {
  map.set(key, covered || map.get(key) === true);
}

/** Rounded down, so that nothing is above a limit by its rounding alone. */
export function percentOf(part: number, whole: number): number {
  return Math.floor((part * 10_000) / whole) / 100;
}

function coveredIn(map: ReadonlyMap<unknown, boolean>): number {
  let covered = 0;
  for (const hit of map.values()) if (hit) covered++;
  return covered;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
