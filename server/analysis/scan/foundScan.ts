import { LineTable } from '../text/lineTable.ts';
import type { SourceText } from '../text/sourceText.ts';
import type { CountedDefinitions, Definition, DefinitionMeasure } from './definition.ts';
import { firstNames } from './firstNames.ts';
import type { Found } from './found.ts';
import { definitionSize, FoundDefinitions } from './foundDefinitions.ts';
import { foundImports, importSize } from './foundImports.ts';
import type { ModuleImport } from './moduleImport.ts';
import type { Peaks } from './peaks.ts';
import type { Scan } from './scan.ts';
import type { Scanner } from './scanner.ts';

/** How the modules of a language are called. */
interface ModuleNaming {
  readonly separator: '/' | '.';
  /** The name of one that is written so. */
  readonly nameOf: (written: string) => string;
}

/** What a scan finds in a text. */
export function foundScan(source: SourceText, naming: ModuleNaming, scan: (scanner: Scanner) => void): Scan {
  const { scanner, isTransient } = source.load();
  scan(scanner);
  const found = scanner.found();
  return new FoundScan(source, naming, isTransient ? found : found.copy());
}

/** Each part is made when somebody asks for it. */
class FoundScan implements Scan {
  readonly #source: SourceText;
  readonly #naming: ModuleNaming;
  readonly #found: Found;
  #definitions: FoundDefinitions | undefined;
  #imports: ModuleImport[] | undefined;
  #literals: number[] | undefined;

  constructor(source: SourceText, naming: ModuleNaming, found: Found) {
    this.#source = source;
    this.#naming = naming;
    this.#found = found;
  }

  get peaks(): Peaks {
    return this.#found;
  }

  get definitions(): Definition[] {
    return this.#foundDefinitions.all();
  }

  countedDefinitions(counted: CountedDefinitions): Definition[] {
    return this.#foundDefinitions.counted(counted);
  }

  definitionsFrom(wanted: DefinitionMeasure): Definition[] {
    return this.#foundDefinitions.from(wanted);
  }

  get imports(): ModuleImport[] {
    this.#imports ??= this.#importsWhere(() => true);
    return this.#imports;
  }

  importsOf(modules: ReadonlySet<string>): ModuleImport[] {
    if (this.#found.importCount === 0) return [];
    const numbers = firstNames(modules, this.#naming.separator);
    return this.#importsWhere((firstName) => numbers.has(firstName));
  }

  get multilineLiterals(): number[] {
    this.#literals ??= Array.from(this.#found.lists.subarray(this.#literalsStart, this.#commentsStart));
    return this.#literals;
  }

  get comments(): number[] {
    return Array.from(this.#found.lists.subarray(this.#commentsStart));
  }

  get #foundDefinitions(): FoundDefinitions {
    const { lists, definitionCount } = this.#found;
    this.#definitions ??= new FoundDefinitions(new LineTable(this.#source), lists, definitionCount);
    return this.#definitions;
  }

  #importsWhere(isWanted: (firstName: number) => boolean): ModuleImport[] {
    const told = this.#found.lists.subarray(this.#importsStart, this.#literalsStart);
    return foundImports(told, {
      isWanted,
      nameAt: (start, end) => this.#naming.nameOf(this.#source.slice(start, end)),
    });
  }

  get #importsStart(): number {
    return definitionSize * this.#found.definitionCount;
  }

  get #literalsStart(): number {
    return this.#importsStart + importSize * this.#found.importCount;
  }

  get #commentsStart(): number {
    return this.#literalsStart + 2 * this.#found.literalCount;
  }
}
