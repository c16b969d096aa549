import { randomUUID } from 'node:crypto';
import type { ImportCost } from '../../protocol/languageServer/languageRequests.ts';
import { importTimes } from './importTimes.ts';
import { measuringProgram } from './measuringProgram.ts';
import { PythonRunFailed, runPython } from './pythonRun.ts';

/** Enough for a median that one disturbed run does not move. */
const runs = 5;
/** Of these the heaviest are told. */
const told = 5;
const moduleName = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

export interface ImportMeasurement {
  readonly interpreter: string;
  readonly module: string;
  /** Folders that modules of the workspace lie in; searched after the installed ones. */
  readonly sourceRoots: readonly string[];
  /** Milliseconds that one run may take. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

interface Run {
  readonly times: ReadonlyMap<string, number>;
  readonly megabytes: number | undefined;
  readonly python: string;
  readonly version: string | undefined;
}

/**
 * Imports a module in interpreters of their own and tells what that costs: the median of several runs, less what the
 * bare interpreter takes. The first run is not counted: it compiles and fills the file cache.
 * @throws {PythonRunFailed} with a sentence for the person
 */
export async function measureImportCost(measurement: ImportMeasurement): Promise<ImportCost> {
  const { module, interpreter } = measurement;
  if (!moduleName.test(module))
    throw new PythonRunFailed(`${JSON.stringify(module)} is not the name of a module.`);
  await run(measurement, module);
  const bare: Run[] = [];
  const importing: Run[] = [];
  for (let index = 0; index < runs; index++) {
    bare.push(await run(measurement, undefined));
    importing.push(await run(measurement, module));
  }
  const [first] = importing;
  return {
    module,
    version: first?.version,
    python: first?.python ?? '',
    interpreter,
    milliseconds: Math.max(0, median(importing.map(total)) - median(bare.map(total))),
    megabytes: difference(importing, bare),
    runs,
    heaviest: heaviest(importing, bare),
    measuredAt: Date.now(),
  };
}

async function run(
  { interpreter, sourceRoots, limit, signal }: ImportMeasurement,
  module: string | undefined,
): Promise<Run> {
  // What the module prints itself cannot be taken for the answer.
  const mark = randomUUID();
  const args = ['-X', 'importtime', '-c', measuringProgram, mark, module ?? '', ...sourceRoots];
  const { output, errorOutput } = await runPython({ interpreter, args, limit, signal });
  const answer = output.split(mark)[1];
  const times = importTimes(errorOutput);
  if (answer === undefined || times.size === 0)
    throw new PythonRunFailed(
      `${interpreter} ended before it had imported the module, or is no Python 3.7 or newer.`,
    );
  return { times, ...readAnswer(answer, interpreter) };
}

function readAnswer(answer: string, interpreter: string): Omit<Run, 'times'> {
  try {
    const { python, version, bytes } = JSON.parse(answer) as Record<string, unknown>;
    return {
      python: plain(String(python)),
      version: typeof version === 'string' ? plain(version) : undefined,
      megabytes: typeof bytes === 'number' && Number.isFinite(bytes) ? bytes / 1e6 : undefined,
    };
  } catch {
    throw new PythonRunFailed(`${interpreter} printed something else than was asked of it.`);
  }
}

/** A module says of itself what it likes: it is shown as Markdown. */
function plain(text: string): string {
  return text
    .slice(0, 100)
    .replace(/[^\p{L}\p{N} .+!~()-]/gu, ' ')
    .trim();
}

function total({ times }: Run): number {
  return [...times.values()].reduce((sum, time) => sum + time, 0);
}

function difference(importing: readonly Run[], bare: readonly Run[]): number | undefined {
  const memory = (each: readonly Run[]) => each.flatMap(({ megabytes }) => megabytes ?? []);
  const [with_, without] = [memory(importing), memory(bare)];
  if (with_.length === 0 || without.length === 0) return undefined;
  return Math.max(0, median(with_) - median(without));
}

/** Of the run in the middle, without what a bare interpreter imports too. */
function heaviest(importing: readonly Run[], bare: readonly Run[]): ImportCost['heaviest'] {
  const ordered = importing.toSorted((a, b) => total(a) - total(b));
  const times = ordered[Math.floor(ordered.length / 2)]?.times ?? new Map<string, number>();
  return [...times]
    .filter(([module]) => bare.every((each) => !each.times.has(module)))
    .sort(([, a], [, b]) => b - a)
    .slice(0, told)
    .map(([module, milliseconds]) => ({ module, milliseconds }));
}

function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = ordered.length >> 1;
  const upper = ordered[middle] ?? 0;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? 0) + upper) / 2;
}
