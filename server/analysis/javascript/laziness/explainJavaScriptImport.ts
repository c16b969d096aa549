import type { HeavyImportFinding } from '../../finding.ts';
import type { ImportContext, ImportExplanation } from '../../laziness/importExplanation.ts';
import type { SourceModule } from '../../sourceModule.ts';
import { bindModule } from '../scopes/bindModule.ts';
import { parseJavaScript, type SyntaxFault } from '../syntax/parseJavaScript.ts';
import { explainCase } from './explainCase.ts';
import { explanation } from './explanation.ts';
import type { ImportCase } from './importCase.ts';
import { importAt } from './importSubject.ts';
import { importTimeCalls } from './importTimeCalls.ts';

/** Why a heavy import of JavaScript or TypeScript can or cannot be lazy, and how to make it so. */
export async function explainJavaScriptImport(
  module: SourceModule,
  finding: HeavyImportFinding,
  context: ImportContext,
): Promise<ImportExplanation> {
  const parsed = await parseJavaScript(module.text, module.languageId);
  if ('fault' in parsed) return unparsed(module, parsed.fault);
  try {
    const { text, languageId, lines } = module;
    const { tree } = parsed;
    const scopes = bindModule(tree.program);
    const { line, column } = finding.range.start;
    const subject = importAt(tree.program, scopes, lines.start(line) + column - 1);
    if (!subject) return explanation([], []);
    const calls = importTimeCalls(scopes);
    const importCase: ImportCase = { text, languageId, lines, tree, scopes, calls, subject };
    return explainCase(importCase, context);
  } catch (error) {
    // The tree is walked by recursion; a text nested that deeply was written by no person.
    if (error instanceof RangeError)
      return unparsed(module, { offset: 0, message: 'It is nested too deeply' });
    throw error;
  }
}

function unparsed({ lines }: SourceModule, { offset, message }: SyntaxFault): ImportExplanation {
  const line = lines.lineAt(offset);
  const sentence = `Line ${line} does not parse: ${message.replace(/\.$/, '')}. Nothing is changed until it does.`;
  return explanation([{ matrixCase: 50, range: lines.range(offset, offset), message: sentence }], []);
}
