import type { ExplainImport } from '../../server/analysis/laziness/explainImport.ts';
import { removal } from '../analysis/fixes/removal.ts';

/** Stands for the real explanations: torch can safely be removed, numpy at a risk, everything else not. */
export const pretendedExplanation: ExplainImport = async (module, finding) => {
  const { range, data } = finding;
  const fix = removal(module, finding);
  if (data.root === 'torch') return { verdict: 'safe', obstacles: [], fixes: [fix] };
  if (data.root !== 'numpy') {
    const message = `Line 9 uses '${data.root}' while the module is imported.`;
    return { verdict: 'no', obstacles: [{ matrixCase: 3, range, message }], fixes: [] };
  }
  const unsafe = { ...fix, safety: 'unsafe', caveats: ['Names may be missing.'] } as const;
  return { verdict: 'unsafe', obstacles: [], fixes: [unsafe] };
};

/** Stands for explanations where fixes are not what a test is about. */
export const nothingExplained: ExplainImport = async () => ({ verdict: 'no', obstacles: [], fixes: [] });
