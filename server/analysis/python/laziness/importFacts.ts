import type { ImportContext } from '../../laziness/importExplanation.ts';
import type { SourceModule } from '../../sourceModule.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import type { ImportBinding } from './importBinding.ts';
import type { ImportTimeCalls } from './importTimeCalls.ts';
import type { ImportUse } from './importUse.ts';
import type { ModuleNames } from './moduleNames.ts';
import type { PublicNames } from './publicNames.ts';
import type { SyntaxIndex } from './syntaxIndex.ts';
import type { TypeMention } from './typeMention.ts';

/** All that is known about the imports of a heavy module in a text. */
export interface ImportFacts {
  readonly module: SourceModule;
  readonly tree: PythonModule;
  /** The nodes of the tree. */
  readonly index: SyntaxIndex;
  readonly context: ImportContext;
  /** Imports that become lazy together; at least one. */
  readonly group: readonly ImportBinding[];
  readonly uses: readonly ImportUse[];
  /** Places that bind, delete or declare one of the names besides the imports. */
  readonly rebindings: ModuleNames['rebindings'];
  /** Strings and comments that are types. */
  readonly mentions: readonly TypeMention[];
  readonly exports: PublicNames;
  readonly calls: ImportTimeCalls;
  /** Whether annotations are not evaluated with their definitions. */
  readonly annotationsWait: boolean;
}
