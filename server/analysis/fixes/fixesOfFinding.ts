import type { Finding } from '../finding.ts';
import { type ExplainImport, explainImport } from '../laziness/explainImport.ts';
import type { ImportContext } from '../laziness/importExplanation.ts';
import type { SourceModule } from '../sourceModule.ts';
import type { Fix } from './fix.ts';

/** The ways of fixing a finding, the preferred one first; none where the finding can only be looked at. */
export async function fixesOfFinding(
  module: SourceModule,
  finding: Finding,
  context: ImportContext,
  explain: ExplainImport = explainImport,
): Promise<readonly Fix[]> {
  return finding.rule === 'heavy-import' ? (await explain(module, finding, context)).fixes : [];
}
