import type { Definition } from '../definition.ts';
import type { LimitFinding } from '../finding.ts';
import { countingOf, Limit, type Subject } from '../limit.ts';
import type { CountedLines } from '../lineCount/countedLines.ts';
import type { Peaks } from '../peaks.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { SourceModule } from '../sourceModule.ts';

/** What a rule measures each definition of a kind by. */
interface Measure {
  readonly rule: LimitFinding['rule'];
  readonly kind: Definition['kind'];
  readonly of: (definition: Definition) => number;
  /** No definition has more. */
  readonly peak: (peaks: Peaks) => number;
}

/** Findings of a rule that measures definitions; each lies on the definition's name. */
export function definitionFindings(
  { rule, kind, of, peak }: Measure,
  module: SourceModule,
  settings: AnalysisSettings,
): LimitFinding[] {
  const limit = new Limit(rule, settings);
  const findings: LimitFinding[] = [];
  if (limit.value === 0 || !limit.concerns(peak(module.peaks))) return findings;
  for (const definition of module.definitions) {
    if (definition.kind !== kind) continue;
    const actual = of(definition);
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
  let counted: CountedLines | undefined;
  const of = ({ firstLine, lastLine }: Definition) => {
    counted ??= module.counted(countingOf(rule, settings));
    return counted.between(firstLine, lastLine);
  };
  // Whatever the way of counting, no more lines count than there are.
  const peak = (peaks: Peaks) => peaks[`${kind}Lines`];
  return definitionFindings({ rule, kind, of, peak }, module, settings);
}

function subjectOf({ kind, name }: Definition): Subject {
  const noun = kind === 'function' ? 'Function' : 'Class';
  return { text: name === undefined ? noun : `${noun} '${name}'`, name };
}
