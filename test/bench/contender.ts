import { spawnSync } from 'node:child_process';

/** A program that a benchmark times as a whole process. */
export interface Contender {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Folder it runs in; the present one where it does not matter. */
  readonly folder?: string;
  /** Makes the run a cold one again; not timed. */
  readonly before?: () => void;
}

/** Whole-process milliseconds of one run; the exit code is its own business, as linters fail on findings. */
function milliseconds({ command: [program, ...args], folder, before }: Contender): number {
  before?.();
  const started = performance.now();
  const { error, signal } = spawnSync(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  const took = performance.now() - started;
  if (error) throw error;
  if (signal) throw new Error(`${program} was ended by ${signal}.`);
  return took;
}

/** Prints the median time of each contender, beside the first one's; rounds alternate, so that a slow minute slows all. */
export function printTable(title: string, contenders: readonly Contender[], rounds: number): void {
  const times = contenders.map((): number[] => []);
  for (const each of contenders) milliseconds(each);
  for (let round = 0; round < rounds; round++)
    contenders.forEach((each, index) => {
      times[index]?.push(milliseconds(each));
    });
  const medians = times.map((all) => all.sort((a, b) => a - b)[rounds >> 1] ?? 0);
  const base = medians[0] ?? 1;
  console.log(`\n${title} (median of ${rounds} alternating runs, whole process)`);
  contenders.forEach(({ name }, index) => {
    const time = medians[index] ?? 0;
    console.log(
      `  ${name.padEnd(34)} ${time.toFixed(0).padStart(7)} ms ${(time / base).toFixed(2).padStart(7)} x`,
    );
  });
}
