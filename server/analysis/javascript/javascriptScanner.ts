import type { Definition } from '../definition.ts';
import { definitionSize, foundDefinitions } from '../foundDefinitions.ts';
import { LineTable } from '../lineTable.ts';
import type { ModuleImport } from '../moduleImport.ts';
import type { Peaks } from '../peaks.ts';
import type { Scan } from '../scan.ts';
import type { Found } from '../scanner.ts';
import type { SourceText } from '../sourceText.ts';

/** Definitions and imports of a JavaScript or TypeScript text, broken or not. */
export function scanJavaScript(source: SourceText, languageId: string): Scan {
  const { scanner, isTransient } = source.load();
  const found = scanner.scanJavaScript(languageId.startsWith('typescript'), languageId !== 'typescript');
  return new JavaScriptScan(source, isTransient ? found : { ...found, lists: found.lists.slice() });
}

class JavaScriptScan implements Scan {
  readonly peaks: Peaks;
  readonly #source: SourceText;
  readonly #found: Found;
  #definitions: Definition[] | undefined;
  #imports: ModuleImport[] | undefined;

  constructor(source: SourceText, found: Found) {
    this.peaks = found.peaks;
    this.#source = source;
    this.#found = found;
  }

  get definitions(): Definition[] {
    const { lists, definitionCount } = this.#found;
    this.#definitions ??= foundDefinitions(new LineTable(this.#source), lists, definitionCount);
    return this.#definitions;
  }

  get imports(): ModuleImport[] {
    this.#imports ??= Array.from({ length: this.#found.importCount }, (_, index) => this.#import(index));
    return this.#imports;
  }

  get multilineLiterals(): number[] {
    const { lists, definitionCount, importCount, literalCount } = this.#found;
    const start = definitionSize * definitionCount + 2 * importCount;
    return Array.from(lists.subarray(start, start + 2 * literalCount));
  }

  #import(index: number): ModuleImport {
    const { lists, definitionCount } = this.#found;
    const place = definitionSize * definitionCount + 2 * index;
    const start = lists[place] ?? 0;
    const end = lists[place + 1] ?? 0;
    return { module: { name: this.#source.slice(start, end), start, end }, level: 0, names: [] };
  }
}
