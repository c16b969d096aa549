import type { CountedDefinitions, Definition, DefinitionMeasure } from './definition.ts';
import type { ModuleImport } from './moduleImport.ts';
import type { Peaks } from './peaks.ts';

/** What scanning a text gives; each part is made when somebody asks for it. */
export interface Scan {
  readonly peaks: Peaks;
  /** In order of their first line. */
  readonly definitions: readonly Definition[];
  /** Those that the peak of the same name counts. */
  countedDefinitions(counted: CountedDefinitions): readonly Definition[];
  definitionsFrom(wanted: DefinitionMeasure): readonly Definition[];
  readonly imports: readonly ModuleImport[];
  /** The imports of packages or of what lies below them, and some others at most. */
  importsOf(packages: ReadonlySet<string>): readonly ModuleImport[];
  /** Start and end offsets, in pairs, of strings and other literals that span lines: no comment fits in there. */
  readonly multilineLiterals: readonly number[];
  /** Start and end offsets, in pairs, of comments that span lines, and of docstrings; none where lines alone show them. */
  readonly comments?: readonly number[];
}
