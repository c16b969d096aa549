import { grouped } from '../limits/grouped.ts';
import { largestParsed } from '../text/largestParsed.ts';
import type { SplitContext, SplitModule, SplitPlan, SplitRefusal } from './splitPlan.ts';

/** Divides a module over its limit of lines, by the rules of its language; those are loaded when they are asked for. */
export async function planSplit(
  module: SplitModule,
  limit: number,
  context: SplitContext,
): Promise<SplitPlan | SplitRefusal> {
  if (module.text.length > largestParsed)
    return {
      why: `The file has more than ${grouped(largestParsed)} characters: what its parts use is not followed.`,
    };
  if (module.languageId === 'python') {
    const { planPythonSplit } = await import('./python/planPythonSplit.ts');
    return planPythonSplit(module.text, module.path, limit, context);
  }
  if (!/^(?:java|type)script/.test(module.languageId))
    return { why: 'Only modules of Python, JavaScript and TypeScript can be split.' };
  const { planJavaScriptSplit } = await import('./javascript/planJavaScriptSplit.ts');
  return planJavaScriptSplit(module, limit, context);
}
