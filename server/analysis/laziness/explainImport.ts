import type { HeavyImportFinding } from '../finding.ts';
import { grouped } from '../limits/grouped.ts';
import type { SourceModule } from '../sourceModule.ts';
import { largestParsed } from '../text/largestParsed.ts';
import type { ImportContext, ImportExplanation } from './importExplanation.ts';

/** Says why the import of a finding can or cannot be lazy, and how to make it so. */
export type ExplainImport = (
  module: SourceModule,
  finding: HeavyImportFinding,
  context: ImportContext,
) => Promise<ImportExplanation>;

const nothingToSay: ImportExplanation = { verdict: 'no', obstacles: [], fixes: [] };

/** Explains an import by the rules of its language; what that takes is loaded when it is first asked for. */
export const explainImport: ExplainImport = async (module, finding, context) => {
  if (module.text.length > largestParsed) return tooLarge(finding);
  if (/^(?:java|type)script/.test(module.languageId)) {
    const { explainJavaScriptImport } = await import('../javascript/laziness/explainJavaScriptImport.ts');
    return explainJavaScriptImport(module, finding, context);
  }
  if (module.languageId !== 'python') return nothingToSay;
  const { explainPythonImport } = await import('../python/laziness/explainPythonImport.ts');
  return explainPythonImport(module, finding, context);
};

/** As of a text that does not parse (case 50): nobody knows what it uses. */
function tooLarge({ range, data }: HeavyImportFinding): ImportExplanation {
  const message = `The file has more than ${grouped(largestParsed)} characters: what uses '${data.module}' is not followed.`;
  return { verdict: 'no', obstacles: [{ matrixCase: 50, range, message }], fixes: [] };
}
