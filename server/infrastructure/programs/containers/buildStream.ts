import { appendFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** What an engine says while it builds or pulls, one JSON document a line. */
interface Progress {
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
}

/** Keep the log of a build within bounds: a build can print without end. */
const mostLogBytes = 10 * 1024 * 1024;

/**
 * Writes what the engine says into a file until it is done.
 * @throws {Error} what it says went wrong
 */
export async function followProgress(stream: Readable, file: string): Promise<void> {
  let written = 0;
  let problem: string | undefined;
  for await (const line of createInterface({ input: stream })) {
    const { stream: output, status, error } = progressOf(line);
    const text = error ?? output ?? (status === undefined ? '' : `${status}\n`);
    problem ??= error;
    written += text.length;
    if (text !== '' && written < mostLogBytes) await appendFile(file, text, { mode: 0o600 });
  }
  if (problem !== undefined) throw new Error(problem.trim().slice(0, 500));
}

function progressOf(line: string): Progress {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
