import type { Definition } from './definition.ts';
import { scanJavaScript } from './javascript/javascriptScanner.ts';
import { isMinified } from './javascript/minified.ts';
import type { Counting } from './limits.ts';
import { type CountedLines, countedLines } from './lineCount/countedLines.ts';
import { LineTable } from './lineTable.ts';
import type { ModuleImport } from './moduleImport.ts';
import { scanPython } from './python/pythonScanner.ts';
import type { Scan } from './scan.ts';

const nothing: Scan = { definitions: [], imports: [], multilineLiterals: [] };

/** A text of a language with what the rules ask of it, found when it is asked for. */
export class SourceModule {
  readonly text: string;
  /** As the editor names languages: `python`, `typescriptreact`. */
  readonly languageId: string;
  readonly lines: LineTable;
  #scan: Scan | undefined;
  #counted: { readonly counting: Counting; readonly lines: CountedLines } | undefined;

  constructor(text: string, languageId: string) {
    this.text = text;
    this.languageId = languageId;
    this.lines = new LineTable(text);
  }

  /** Number of physical lines, like `wc -l`, plus an unfinished last one. */
  get lineCount(): number {
    return this.lines.count;
  }

  /** The lines that count, by a way of counting. */
  counted(counting: Counting): CountedLines {
    if (this.#counted?.counting !== counting) {
      const lines = countedLines(this.lines, this.languageId, counting, () => this.#scanned());
      this.#counted = { counting, lines };
    }
    return this.#counted.lines;
  }

  /** Functions and classes, in order of their first line; none for a language without a scanner or in minified text. */
  get definitions(): readonly Definition[] {
    return this.#scanned().definitions;
  }

  /** Imports that run when the module is imported; Python, JavaScript and TypeScript. */
  get imports(): readonly ModuleImport[] {
    return this.#scanned().imports;
  }

  /** Whether an offset lies in a string or another literal that spans lines. */
  isInLiteral(offset: number): boolean {
    const literals = this.#scanned().multilineLiterals;
    for (let i = 0; i < literals.length; i += 2)
      if (offset > (literals[i] ?? 0) && offset < (literals[i + 1] ?? 0)) return true;
    return false;
  }

  #scanned(): Scan {
    this.#scan ??= scan(this.lines, this.languageId);
    return this.#scan;
  }
}

function scan(lines: LineTable, languageId: string): Scan {
  switch (languageId) {
    case 'python':
      return scanPython(lines);
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return isMinified(lines) ? nothing : scanJavaScript(lines, languageId);
    default:
      return nothing;
  }
}
