import type { RuleId } from '../finding.ts';
import type { SourceModule } from '../sourceModule.ts';
import { firstMatches } from './firstMatches.ts';
import { ruffCodes } from './foreignRules.ts';
import {
  type ForeignComments,
  type SuppressedPlace,
  type SuppressingComment,
  suppressingComment,
} from './suppressingComment.ts';

/** One comment: the codes it names, none where it is about all of them. */
interface Noqa extends SuppressingComment {
  readonly codes: readonly string[];
}

const codes = String.raw`(?:[ \t]*:[ \t]?(?<codes>[A-Z]+\d*(?:[ \t,]+[A-Z]+\d+)*)|(?![ \t]*:)\b)`;
const onLine = new RegExp(String.raw`#[ \t]*noqa${codes}`, 'i');
const onOwnLine = new RegExp(String.raw`^[ \t]*#[ \t]*(?:ruff|flake8)[ \t]*[:=][ \t]*noqa${codes}`, 'gim');
/** More of them nobody has written by hand. */
const mostInFile = 100;

/** `# noqa` on lines, and `# ruff: noqa` and `# flake8: noqa` for the whole file, as Ruff and flake8 read them. */
export class NoqaComments implements ForeignComments {
  readonly #module: SourceModule;
  readonly #wholeFile: readonly Noqa[];
  /** Of each line, the one that its comment would stand on. */
  readonly #lastLines = new Map<number, number>();
  readonly #onLines = new Map<number, Noqa | undefined>();

  constructor(module: SourceModule) {
    this.#module = module;
    this.#wholeFile = wholeFile(module);
  }

  covering({ rule, range }: SuppressedPlace, namedOnly = false): SuppressingComment | undefined {
    const own = ruffCodes[rule];
    if (own === undefined) return undefined;
    const isAbout = (noqa: Noqa | undefined) =>
      noqa !== undefined &&
      (noqa.codes.length === 0 ? !namedOnly : noqa.codes.some((code) => own.some((o) => o.startsWith(code))));
    const inFile = this.#wholeFile.find(isAbout);
    if (inFile) return inFile;
    const onLine = this.#onLine(this.#lastLine(range.start.line));
    return isAbout(onLine) ? onLine : undefined;
  }

  /** They are read line by line, when a line is asked for. */
  mayName(rule: RuleId): boolean {
    return ruffCodes[rule] !== undefined;
  }

  #onLine(line: number): Noqa | undefined {
    if (this.#onLines.has(line)) return this.#onLines.get(line);
    const found = onLine.exec(this.#module.lines.content(line));
    const noqa = found ? { ...suppressingComment(line, found[0]), codes: listed(found) } : undefined;
    this.#onLines.set(line, noqa);
    return noqa;
  }

  /** A string that spans lines, or a backslash, takes the comment at its end for all of its lines. */
  #lastLine(line: number): number {
    const { lines } = this.#module;
    let last = this.#lastLines.get(line) ?? line;
    while (last < lines.count && (this.#module.isInLiteral(lines.end(last)) || this.#continues(last))) last++;
    for (let each = line; each <= last && !this.#lastLines.has(each); each++) this.#lastLines.set(each, last);
    return last;
  }

  #continues(line: number): boolean {
    return this.#module.lines.content(line).endsWith('\\');
  }
}

function wholeFile({ text, lines }: SourceModule): Noqa[] {
  return firstMatches(text, onOwnLine, mostInFile).map((found) => ({
    ...suppressingComment(lines.lineAt(found.index + found[0].search(/\S/)), found[0]),
    codes: listed(found),
  }));
}

function listed({ groups }: RegExpExecArray): string[] {
  return (groups?.['codes'] ?? '')
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((code) => code !== '');
}
