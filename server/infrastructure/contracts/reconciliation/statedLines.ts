import type { StatedFigure } from '../../../protocol/reconciliation.ts';
import type { DeclaredTask, FileFacts } from '../declarations/declaredFacts.ts';
import { counted, type Finding, stated } from './disagreement.ts';
import type { LineCount } from './lineCounts.ts';

/** Lines of files as they are now; null where there is no such file, undefined where nobody has looked. */
export type LineCounts = (file: string) => LineCount | null | undefined;

/** Files that have another number of lines than is stated of them. */
export function statedLinesOf(facts: FileFacts, linesOf: LineCounts): Finding[] {
  const tasks = [...facts.tasks, ...facts.contracts.flatMap((contract) => contract.tasks)];
  return tasks.flatMap((task) => lineFinding(facts, task, linesOf));
}

/** What holds now is stated as actual of what is completed, and as current of what is not. */
function lineFinding(
  facts: FileFacts,
  { files, lines, status }: DeclaredTask,
  linesOf: LineCounts,
): Finding[] {
  const claim = status === 'completed' ? lines.actual : lines.current;
  const [file] = files;
  if (claim === null || file === undefined) return [];
  const is = linesOf(file);
  if (is === undefined || (is !== null && agrees(claim.value, is))) return [];
  const label = status === 'completed' ? 'actual_lines' : 'current_lines';
  const now = is === null ? 'does not exist' : `has ${is.physical}`;
  return [
    {
      kind: 'lines',
      subject: file,
      contract: null,
      detail: facts.file,
      sentence: `${facts.file} states ${claim.text} lines of ${file} (${label}); it ${now}.`,
      settle:
        is === null
          ? 'Take the task out, or name where the file is now.'
          : `Change ${label} to ${is.physical}.`,
      figures: [stated(facts, label, claim), foundLines(file, is)],
    },
  ];
}

function foundLines(file: string, is: LineCount | null): StatedFigure {
  const label = 'lines of the file';
  return is === null
    ? counted(label, 'no such file')
    : { label, value: String(is.physical), place: `${file}:1` };
}

/** Three ways of counting are in use: all lines, one too many, and those that are not blank. */
function agrees(claim: number, { physical, nonBlank }: LineCount): boolean {
  return claim === physical || claim === physical + 1 || claim === nonBlank;
}
