import process from 'node:process';
import type { CommandIo } from './command.ts';

/** The real process. A reader that goes away (`swarm check | head`) ends the program quietly. */
export function processIo(): CommandIo {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    isTty: process.stdout.isTTY === true,
    isErrorTty: process.stderr.isTTY === true,
  };
}
