import type { DeclaredTask } from '../declarations/declaredFacts.ts';
import { createsFiles } from '../declarations/declaredWords.ts';
import type { TaskRecord } from '../taskRecord.ts';
import type { LineCount } from './lineCounts.ts';

/** What is looked at to tell whether there is anything left to do. */
export interface PhantomFacts {
  /** Lines of a file as it is now; null where there is none, undefined where nobody could look. */
  linesOf(file: string): LineCount | null | undefined;
  /** Whether a branch is part of the base. */
  isMerged(branch: string): boolean;
  /** How the file that the task was imported from declares it now; undefined where none does. */
  readonly declared: Pick<DeclaredTask, 'status' | 'reported' | 'lines' | 'files'> | undefined;
}

type OpenTask = Pick<TaskRecord, 'title' | 'files' | 'proof' | 'source'>;

/** Why there is nothing to do for an open task, as a sentence; null where there is. */
export function phantomReason(task: OpenTask, facts: PhantomFacts): string | null {
  return saidCompleted(task, facts) ?? gone(task, facts) ?? merged(task, facts) ?? underLimit(task, facts);
}

function saidCompleted({ source }: OpenTask, { declared }: PhantomFacts): string | null {
  if (declared?.status !== 'completed') return null;
  return `${source} says that it is done (${declared.reported ?? 'completed'}).`;
}

/** A task that makes something new speaks of files that need not be there. */
function gone({ title, files }: OpenTask, { linesOf }: PhantomFacts): string | null {
  const [first] = files;
  if (first === undefined || createsFiles(title) || !files.every((file) => linesOf(file) === null))
    return null;
  return files.length === 1
    ? `${first} does not exist.`
    : `None of its ${files.length} files exists, such as ${first}.`;
}

function merged({ proof }: OpenTask, { isMerged }: PhantomFacts): string | null {
  const branches = proof.flatMap((spec) => (spec.kind === 'merged' ? [spec.branch] : []));
  if (branches.length === 0 || branches.length < proof.length || !branches.every(isMerged)) return null;
  return `${branches.join(', ')} is merged already.`;
}

interface Limit {
  readonly file: string;
  readonly maximum: number;
}

/** Every limit of lines that the task is to reach holds already. */
function underLimit({ proof }: OpenTask, facts: PhantomFacts): string | null {
  const limits = proof.flatMap((spec): Limit[] => (spec.kind === 'lines' ? [spec] : []));
  if (limits.length < proof.length) return null;
  const wanted = limits.length > 0 ? limits : declaredLimit(facts);
  const held = wanted.flatMap(({ file, maximum }) => {
    const lines = facts.linesOf(file)?.physical;
    return lines !== undefined && lines <= maximum
      ? [`${file} has ${lines} lines, at most ${maximum} are wanted`]
      : [];
  });
  return held.length === 0 || held.length < wanted.length ? null : `${held.join('; ')}.`;
}

function declaredLimit({ declared }: PhantomFacts): Limit[] {
  const [file] = declared?.files ?? [];
  const maximum = declared?.lines.target?.value;
  return file === undefined || maximum === undefined ? [] : [{ file, maximum }];
}
