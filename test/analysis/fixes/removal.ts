import type { Finding } from '../../../server/analysis/finding.ts';
import type { Fix } from '../../../server/analysis/fixes/fix.ts';
import type { SourceModule } from '../../../server/analysis/sourceModule.ts';

/** A fix that stands for any: the line of the finding is removed. */
export function removal({ lines }: SourceModule, { range }: Finding): Fix {
  const { line } = range.start;
  return {
    kind: 'function-local',
    title: `Remove line ${line}`,
    safety: 'safe',
    caveats: [],
    edits: [{ start: lines.start(line), end: lines.start(line + 1), newText: '' }],
  };
}
