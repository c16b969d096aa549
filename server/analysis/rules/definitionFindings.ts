import type { Definition } from '../definition.ts';
import type { LimitFinding } from '../finding.ts';
import { countingOf, Limit, type Subject } from '../limit.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { SourceModule } from '../sourceModule.ts';

/** Findings of a rule that measures each definition of a kind; each lies on the definition's name. */
export function definitionFindings(
  rule: LimitFinding['rule'],
  kind: Definition['kind'],
  measure: (definition: Definition) => number,
  module: SourceModule,
  settings: AnalysisSettings,
): LimitFinding[] {
  const limit = new Limit(rule, settings);
  const findings: LimitFinding[] = [];
  if (limit.value === 0) return findings;
  for (const definition of module.definitions) {
    if (definition.kind !== kind) continue;
    const actual = measure(definition);
    if (limit.concerns(actual))
      findings.push(limit.finding(actual, subjectOf(definition), definition.nameRange));
  }
  return findings;
}

/** Findings for the definitions of a kind with more lines than its limit. */
export function definitionsTooLong(
  module: SourceModule,
  kind: Definition['kind'],
  settings: AnalysisSettings,
): LimitFinding[] {
  const rule = `${kind}-too-long` as const;
  // A text within the limit holds nothing beyond it: no need to scan.
  if (!new Limit(rule, settings).concerns(module.lineCount)) return [];
  const counted = module.counted(countingOf(rule, settings));
  const measure = ({ firstLine, lastLine }: Definition) => counted.between(firstLine, lastLine);
  return definitionFindings(rule, kind, measure, module, settings);
}

function subjectOf({ kind, name }: Definition): Subject {
  const noun = kind === 'function' ? 'Function' : 'Class';
  return { text: name === undefined ? noun : `${noun} '${name}'`, name };
}
