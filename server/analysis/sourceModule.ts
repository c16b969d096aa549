import { scanJavaScript } from './javascript/javascriptScanner.ts';
import { isMinified } from './javascript/minified.ts';
import type { Counting } from './limits/limits.ts';
import { type CountedLines, countedLines } from './lineCount/countedLines.ts';
import { scanPython } from './python/pythonScanner.ts';
import type { CountedDefinitions, Definition, DefinitionMeasure } from './scan/definition.ts';
import { nothingFound } from './scan/found.ts';
import type { ModuleImport } from './scan/moduleImport.ts';
import type { Peaks } from './scan/peaks.ts';
import type { Scan } from './scan/scan.ts';
import { LineTable } from './text/lineTable.ts';
import type { SourceText } from './text/sourceText.ts';
import { StringText } from './text/stringText.ts';

const nothing: Scan = {
  peaks: nothingFound,
  definitions: [],
  countedDefinitions: () => [],
  definitionsFrom: () => [],
  imports: [],
  importsOf: () => [],
  multilineLiterals: [],
};

/** A text of a language with what the rules ask of it, found when it is asked for. */
export class SourceModule {
  readonly source: SourceText;
  /** As the editor names languages: `python`, `typescriptreact`. */
  readonly languageId: string;
  #lines: LineTable | undefined;
  #scan: Scan | undefined;
  #counted: { readonly counting: Counting; readonly lines: CountedLines } | undefined;

  constructor(text: string | SourceText, languageId: string) {
    this.source = typeof text === 'string' ? new StringText(text) : text;
    this.languageId = languageId;
  }

  get text(): string {
    return this.source.text;
  }

  get lines(): LineTable {
    this.#lines ??= new LineTable(this.source);
    return this.#lines;
  }

  /** Number of physical lines, like `wc -l`, plus an unfinished last one. */
  get lineCount(): number {
    return this.source.lineCount;
  }

  /** The lines that count, by a way of counting. */
  counted(counting: Counting): CountedLines {
    if (this.#counted?.counting !== counting) {
      const lines = countedLines(this, counting, () => this.#scanned());
      this.#counted = { counting, lines };
    }
    return this.#counted.lines;
  }

  /** The most that any of the definitions has. */
  get peaks(): Peaks {
    return this.#scanned().peaks;
  }

  /** Functions and classes, in order of their first line; none for a language without a scanner or in minified text. */
  get definitions(): readonly Definition[] {
    return this.#scanned().definitions;
  }

  countedDefinitions(counted: CountedDefinitions): readonly Definition[] {
    return this.#scanned().countedDefinitions(counted);
  }

  /** Those that have at least so much of something. */
  definitionsFrom(wanted: DefinitionMeasure): readonly Definition[] {
    return this.#scanned().definitionsFrom(wanted);
  }

  /** Imports that run when the module is imported; Python, JavaScript and TypeScript. */
  get imports(): readonly ModuleImport[] {
    return this.#scanned().imports;
  }

  /** The imports of packages or of what lies below them, and some others at most. */
  importsOf(packages: ReadonlySet<string>): readonly ModuleImport[] {
    return this.#scanned().importsOf(packages);
  }

  /** Whether an offset lies in a string or another literal that spans lines. */
  isInLiteral(offset: number): boolean {
    const literals = this.#scanned().multilineLiterals;
    for (let i = 0; i < literals.length; i += 2)
      if (offset > (literals[i] ?? 0) && offset < (literals[i + 1] ?? 0)) return true;
    return false;
  }

  #scanned(): Scan {
    this.#scan ??= scan(this.source, this.languageId);
    return this.#scan;
  }
}

function scan(source: SourceText, languageId: string): Scan {
  switch (languageId) {
    case 'python':
      return scanPython(source);
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return isMinified(source) ? nothing : scanJavaScript(source, languageId);
    default:
      return nothing;
  }
}
