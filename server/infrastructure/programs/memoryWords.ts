import { fileEnd } from '../files/fileEnd.ts';
import type { Program } from './programDriver.ts';

/** A crash of a runtime goes on with a stack and registers below what it says. */
const readBytes = 65_536;
/** What C, C++, Go, Java, Node, Python, Ruby and shells say where they get no memory. */
const starved =
  /out of memory|MemoryError|OutOfMemoryError|bad_alloc|cannot allocate memory|allocation failed|failed to allocate/i;
/** How runtimes end that get no memory and have none to say so; 128 and the signal where a shell tells it. */
const crash = /SIG(ABRT|SEGV|TRAP|ILL|BUS)|code (132|133|134|135|139)$/;

/**
 * What is said beside how a program ended that has a limit to its memory, where that may be why.
 * @returns to be put behind the ending; empty where nothing speaks for it
 */
export async function memoryWords(
  { memoryMegabytes }: NonNullable<Program['limits']>,
  ending: string,
  log: string,
): Promise<string> {
  if (memoryMegabytes === undefined) return '';
  const says = starved.test((await fileEnd(log, readBytes)) ?? '');
  const crashed = crash.test(ending);
  if (!says && !crashed) return '';
  const certainty = says && crashed ? '' : 'perhaps ';
  return `, ${certainty}out of memory: it may use ${memoryMegabytes} MB (limits.memoryMegabytes)`;
}
