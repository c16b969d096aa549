import { type ExplainImport, explainImport } from '../explainImport.ts';
import type { Finding } from '../finding.ts';
import type { Fix } from '../fix.ts';
import type { ImportContext } from '../importExplanation.ts';
import type { SourceModule } from '../sourceModule.ts';

/** The ways of fixing a finding, the preferred one first; none where the finding can only be looked at. */
export async function fixesOfFinding(
  module: SourceModule,
  finding: Finding,
  context: ImportContext,
  explain: ExplainImport = explainImport,
): Promise<readonly Fix[]> {
  return finding.rule === 'heavy-import' ? (await explain(module, finding, context)).fixes : [];
}
