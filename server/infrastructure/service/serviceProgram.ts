import path from 'node:path';
import { parseArgs } from 'node:util';
import { searchPathOnly } from '../../workspace/programs/searchPathOnly.ts';
import { runService } from './runService.ts';
import { startSubjects } from './subjects.ts';

const usage = 'service --repository <folder> [--until-idle <seconds>] [--port <port>]';

/** @throws {TypeError} naming what is wrong with the arguments */
function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { repository: { type: 'string' }, 'until-idle': { type: 'string' }, port: { type: 'string' } },
  });
  if (values.repository === undefined) throw new TypeError('--repository is missing');
  return {
    repository: path.resolve(values.repository),
    untilIdleSeconds: readNumber('--until-idle', values['until-idle'], 1_000_000),
    port: readNumber('--port', values.port, 65_535),
  };
}

function readNumber(option: string, text: string | undefined, maximum: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) <= maximum) return Number(text);
  throw new TypeError(`${option} takes a whole number from 0 to ${maximum}`);
}

/**
 * The service as a program of its own.
 * @returns the exit code
 */
export async function runServiceProgram(args: string[]): Promise<number> {
  searchPathOnly();
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\nUsage: ${usage}\n`);
    return 2;
  }
  return runService(
    { ...options, startSubjects },
    {
      ready: (address) => process.stdout.write(`${JSON.stringify({ ready: true, address })}\n`),
      failed: (sentence) => process.stderr.write(`${sentence}\n`),
    },
  );
}
