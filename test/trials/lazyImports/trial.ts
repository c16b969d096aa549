import type { TargetVersion } from '../../../server/analysis/laziness/importExplanation.ts';
import type { Execution, Job } from './executions.ts';
import type { ModuleFile } from './moduleFiles.ts';
import { heavyRoots, makeLazy, type Rewriting } from './rewrite.ts';

/** A file whose rewritten text does not do what the original does. */
export interface Failure {
  readonly path: string;
  readonly roots: readonly string[];
  readonly what: string;
}

/** What a run over many files gave. */
export interface TrialResult {
  readonly files: number;
  readonly imports: number;
  readonly fixed: number;
  readonly explained: number;
  /** Files that were executed both ways. */
  readonly executed: number;
  /** Files of which the original itself raises an error: the rewritten one has to raise the same. */
  readonly raising: number;
  /** Files that gave no answer in time in either form. */
  readonly unanswered: number;
  readonly failures: readonly Failure[];
}

/** Executes jobs, each as if nothing had run before it. */
export type ExecuteAll = (jobs: readonly Job[]) => Promise<ReadonlyMap<number, Execution>>;

interface Trial extends ModuleFile {
  readonly rewriting: Rewriting;
  readonly target: TargetVersion | undefined;
}

/** Makes all imports of files lazy that can safely be, executes both forms and compares what came of them. */
export async function tryLazyImports(
  executeAll: ExecuteAll,
  files: readonly ModuleFile[],
  target?: TargetVersion,
): Promise<TrialResult> {
  const trials = files.map(
    (file): Trial => ({
      ...file,
      target,
      rewriting: makeLazy(file.text, heavyRoots(file.text, file.name), file.name, target),
    }),
  );
  const changed = trials.filter(({ rewriting }) => rewriting.fixed.length > 0);
  const [before, after] = await Promise.all([
    executeAll(changed.map((trial, id) => job(id, trial, trial.text))),
    executeAll(changed.map((trial, id) => job(id, trial, trial.rewriting.text))),
  ]);
  const pairs = changed.map((trial, id) => ({ trial, before: before.get(id), after: after.get(id) }));
  return summary(trials, pairs);
}

interface Pair {
  readonly trial: Trial;
  readonly before: Execution | undefined;
  readonly after: Execution | undefined;
}

function summary(trials: readonly Trial[], pairs: readonly Pair[]): TrialResult {
  const count = (kind: 'fixed' | 'explained') =>
    trials.reduce((sum, { rewriting }) => sum + rewriting[kind].length, 0);
  return {
    files: trials.length,
    imports: count('fixed') + count('explained'),
    fixed: count('fixed'),
    explained: count('explained'),
    executed: pairs.length,
    raising: pairs.filter(({ before }) => before?.error !== undefined).length,
    unanswered: pairs.filter(({ before, after }) => before?.died && after?.died).length,
    failures: pairs.flatMap(({ trial, before, after }) => failuresOf(trial, before, after)),
  };
}

function job(id: number, { name, path, rewriting }: Trial, text: string): Job {
  return { id, name, path, text, roots: rewriting.fixed, moved: rewriting.moved };
}

function failuresOf(trial: Trial, before: Execution | undefined, after: Execution | undefined): Failure[] {
  const found: string[] = [...inText(trial)];
  if (before?.died && after?.died) return asFailures(trial, found);
  if (!before || !after || before.died || after.died) found.push(`died: ${before?.died} / ${after?.died}`);
  else found.push(...inExecution(before, after));
  return asFailures(trial, found);
}

// Names that fixes add to a module.
const added = new Set(['TYPE_CHECKING', '__getattr__']);

function inExecution(before: Execution, after: Execution): string[] {
  const found: string[] = [];
  if (before.error !== after.error) found.push(`error: ${before.error} / ${after.error}`);
  if (before.shape !== after.shape) found.push('code besides imports differs');
  if (after.loads && after.loads.length > 0) found.push(`loaded at once: ${after.loads.join(', ')}`);
  if (JSON.stringify(before.exported) !== JSON.stringify(after.exported)) found.push('exported names differ');
  const left = after.unresolved ?? [];
  if (left.length > 0) found.push(`not resolved: ${left.join(', ')}`);
  const names = new Set([...Object.keys(before.names ?? {}), ...Object.keys(after.names ?? {})]);
  for (const name of names) {
    if (added.has(name) && before.names?.[name] === undefined) continue;
    const pair = [before.names?.[name], after.names?.[name]].map((each) => JSON.stringify(each));
    if (pair[0] !== pair[1]) found.push(`${name}: ${pair[0]?.slice(0, 300)} / ${pair[1]?.slice(0, 300)}`);
  }
  return found;
}

/** A second pass changes nothing, and nothing but the edits differs. */
function inText({ text, name, rewriting, target }: Trial): string[] {
  const found: string[] = [];
  const again = makeLazy(rewriting.text, rewriting.fixed, name, target);
  if (again.text !== rewriting.text) found.push('a second pass changes the text');
  let at = 0;
  let kept = 0;
  for (const { start, end, newText } of rewriting.edits) {
    if (rewriting.text.slice(kept, kept + start - at) !== text.slice(at, start))
      found.push(`bytes differ before ${start}`);
    kept += start - at + newText.length;
    at = end;
  }
  if (rewriting.text.slice(kept) !== text.slice(at)) found.push('bytes differ at the end');
  return found;
}

function asFailures({ path, rewriting }: Trial, found: readonly string[]): Failure[] {
  return found.map((what) => ({ path, roots: rewriting.fixed, what }));
}
