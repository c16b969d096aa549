import process from 'node:process';
import type { CommandIo } from './command.ts';

/** The real process. A reader that goes away (`swarm check | head`) ends the program quietly; a full disk does not. */
export function processIo(): Required<CommandIo> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    // Behind what waits there already: a pipe that is read slowly takes no more at once.
    process.stderr.write(`swarm: the output could not be written: ${error.message}.\n`, () =>
      process.exit(2),
    );
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? undefined : 2),
  );
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    isTty: process.stdout.isTTY === true,
    isErrorTty: process.stderr.isTTY === true,
    interrupted,
  };
}

/** Ends the process, with the exit code it was given, when all that it wrote is written. */
export function exitWhenWritten(): void {
  afterWriting(process.stdout, () => afterWriting(process.stderr, () => process.exit()));
}

/** What could not be written ends the process in its own way. */
function afterWriting(stream: NodeJS.WriteStream, next: () => void): void {
  stream.write('', (error) => {
    if (!error) next();
  });
}

/** The second Ctrl-C ends the program as ever. */
function interrupted(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  return interruption.signal;
}
