import type { Definition, DefinitionMeasure } from '../definition.ts';
import type { Found } from '../found.ts';
import { definitionSize, definitionsFrom, foundDefinitions } from '../foundDefinitions.ts';
import { LineTable } from '../lineTable.ts';
import type { ModuleImport } from '../moduleImport.ts';
import type { Peaks } from '../peaks.ts';
import type { Scan } from '../scan.ts';
import type { SourceText } from '../sourceText.ts';
import { firstNames } from './packageNames.ts';

/** How many numbers tell an import: start, end, and the number of the first part of its name. */
const importSize = 3;

/** Definitions and imports of a JavaScript or TypeScript text, broken or not. */
export function scanJavaScript(source: SourceText, languageId: string): Scan {
  const { scanner, isTransient } = source.load();
  scanner.scanJavaScript(languageId.startsWith('typescript'), languageId !== 'typescript');
  const found = scanner.found();
  return new JavaScriptScan(source, isTransient ? found : found.copy());
}

class JavaScriptScan implements Scan {
  readonly #source: SourceText;
  readonly #found: Found;
  #definitions: Definition[] | undefined;
  #imports: ModuleImport[] | undefined;

  constructor(source: SourceText, found: Found) {
    this.#source = source;
    this.#found = found;
  }

  get peaks(): Peaks {
    return this.#found;
  }

  get definitions(): Definition[] {
    const { lists, definitionCount } = this.#found;
    this.#definitions ??= foundDefinitions(new LineTable(this.#source), lists, definitionCount);
    return this.#definitions;
  }

  definitionsFrom(wanted: DefinitionMeasure): Definition[] {
    const { lists, definitionCount } = this.#found;
    return definitionsFrom(wanted, new LineTable(this.#source), lists, definitionCount);
  }

  get imports(): ModuleImport[] {
    this.#imports ??= this.#importsWhere(() => true);
    return this.#imports;
  }

  importsOf(packages: ReadonlySet<string>): ModuleImport[] {
    if (this.#found.importCount === 0) return [];
    const numbers = firstNames(packages);
    return this.#importsWhere((firstName) => numbers.has(firstName));
  }

  get multilineLiterals(): number[] {
    const { lists, definitionCount, importCount, literalCount } = this.#found;
    const start = definitionSize * definitionCount + importSize * importCount;
    return Array.from(lists.subarray(start, start + 2 * literalCount));
  }

  #importsWhere(isWanted: (firstName: number) => boolean): ModuleImport[] {
    const { lists, definitionCount, importCount } = this.#found;
    const imports: ModuleImport[] = [];
    const first = definitionSize * definitionCount;
    for (let place = first; place < first + importSize * importCount; place += importSize) {
      if (!isWanted(lists[place + 2] ?? 0)) continue;
      const start = lists[place] ?? 0;
      const end = lists[place + 1] ?? 0;
      imports.push({ module: { name: this.#source.slice(start, end), start, end }, level: 0, names: [] });
    }
    return imports;
  }
}
