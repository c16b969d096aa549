import type { ClientAbilities } from './clientAbilities.ts';
import type { FolderRulesCache } from './folderRules.ts';
import type { ImportCosts } from './importCost/importCosts.ts';
import type { ImportExplanations } from './importExplanations.ts';
import type { DiagnosticSources } from './pullDiagnostics.ts';

/** What the answers about a document are made of. */
export interface FeatureSources extends DiagnosticSources {
  readonly client: ClientAbilities;
  readonly explanations: ImportExplanations;
  readonly costs: ImportCosts;
  readonly rules: FolderRulesCache;
  readonly refreshHints: () => void;
}
