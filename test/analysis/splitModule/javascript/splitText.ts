import { planJavaScriptSplit } from '../../../../server/analysis/splitModule/javascript/planJavaScriptSplit.ts';
import type { SplitContext, SplitPlan } from '../../../../server/analysis/splitModule/splitPlan.ts';

/** A function of ten lines with a blank one below it. */
export function tenLines(name: string, body: string, exported = true): string {
  const statements = `  // ${name}\n`.repeat(7);
  return `${exported ? 'export ' : ''}function ${name}(value: string): string {\n${statements}  return ${body};\n}\n\n`;
}

export function splitText(
  text: string,
  limit: number,
  context: Partial<SplitContext> = {},
  path = 'src/loader.ts',
): ReturnType<typeof planJavaScriptSplit> {
  const languageId = path.endsWith('ts') ? 'typescript' : 'javascript';
  return planJavaScriptSplit({ text, path, languageId }, limit, {
    exists: () => false,
    patched: undefined,
    ...context,
  });
}

/** The texts of a plan by their paths. */
export function textsOf(plan: SplitPlan): Record<string, string> {
  return Object.fromEntries([plan.original, ...plan.files].map(({ path, text }) => [path, text]));
}
