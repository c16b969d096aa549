import type { LimitFinding } from '../finding.ts';
import { countingOf, Limit, type Subject } from '../limits/limit.ts';
import type { Definition } from '../scan/definition.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { SourceModule } from '../sourceModule.ts';

/** Findings of a rule that measures each function; each lies on the function's name. */
export function functionFindings(
  rule: LimitFinding['rule'],
  measure: 'parameters' | 'complexity' | 'nesting',
  module: SourceModule,
  settings: AnalysisSettings,
): LimitFinding[] {
  const limit = new Limit(rule, settings);
  return module
    .definitionsFrom({ kind: 'function', measure, least: limit.from })
    .map((definition) => findingOf(definition, definition[measure], limit));
}

/** Findings for the definitions of a kind with more lines than its limit. */
export function definitionsTooLong(
  module: SourceModule,
  kind: Definition['kind'],
  settings: AnalysisSettings,
): LimitFinding[] {
  const rule = `${kind}-too-long` as const;
  const limit = new Limit(rule, settings);
  const counted = module.counted(countingOf(rule, settings));
  // Whatever the way of counting, no more lines count than there are.
  return module.definitionsFrom({ kind, measure: 'lines', least: limit.from }).flatMap((definition) => {
    const actual = counted.between(definition.firstLine, definition.lastLine);
    return limit.concerns(actual) ? [findingOf(definition, actual, limit)] : [];
  });
}

function findingOf(definition: Definition, actual: number, limit: Limit): LimitFinding {
  return limit.finding(actual, subjectOf(definition), definition.nameRange);
}

function subjectOf({ kind, name }: Definition): Subject {
  const noun = kind === 'function' ? 'Function' : 'Class';
  return { text: name === undefined ? noun : `${noun} '${name}'`, name };
}
