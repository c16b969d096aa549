import type { ModuleScopes } from '../../python/scopes/scope.ts';
import type { ModulePath } from './modulePath.ts';
import type { NeighbourImport } from './neighbourImport.ts';
import type { Unit } from './unit.ts';

/** A module that is to be divided, with what is known of it. */
export interface SplitSource {
  readonly text: string;
  readonly path: string;
  readonly module: ModulePath;
  readonly neighbours: NeighbourImport;
  readonly limit: number;
  readonly scopes: ModuleScopes;
  readonly units: readonly Unit[];
  readonly shareable: ReadonlySet<Unit>;
  /** The loggers that every file of a split may ask for anew. */
  readonly loggers: ReadonlySet<Unit>;
}

/** What goes into one new file. */
export interface Part {
  /** Name of its module, without folder and extension. */
  readonly name: string;
  /** In the order of the text. */
  readonly units: readonly Unit[];
}

/** Number of lines as `wc -l` counts them, the last one without a line ending too. */
export function lineCount(text: string): number {
  if (text === '') return 0;
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
