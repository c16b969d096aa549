import type { Definition } from '../definition.ts';
import type { LimitFinding } from '../finding.ts';
import type { AnalysisSettings } from '../settings.ts';
import { lengthSeverity } from '../severity.ts';
import type { SourceModule } from '../sourceModule.ts';

/** Findings for the definitions of a kind with more lines than its limit; each lies on the definition's name. */
export function definitionsTooLong(
  module: SourceModule,
  kind: Definition['kind'],
  settings: AnalysisSettings,
): LimitFinding[] {
  const limit = settings.limits[kind];
  // A text within the limit holds nothing beyond it: no need to scan.
  if (limit === 0 || module.lineCount <= limit) return [];
  const findings: LimitFinding[] = [];
  for (const definition of module.definitions) {
    const actual = definition.lastLine - definition.firstLine + 1;
    if (definition.kind !== kind || actual <= limit) continue;
    const { name } = definition;
    findings.push({
      rule: `${kind}-too-long`,
      severity: lengthSeverity(actual, limit, settings.severity),
      message: `${subject(definition)} has ${actual} lines; the limit is ${limit}.`,
      range: definition.nameRange,
      data: name === undefined ? { actual, limit } : { actual, limit, name },
    });
  }
  return findings;
}

function subject({ kind, name }: Definition): string {
  const noun = kind === 'function' ? 'Function' : 'Class';
  return name === undefined ? noun : `${noun} '${name}'`;
}
