import { renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Logger, pino } from 'pino';

export interface ServiceLog {
  readonly logger: Logger;
  /** Writes what waits in memory. */
  flush(): void;
}

const maximumBytes = 10 * 1024 * 1024;
const bufferedBytes = 8192;
/** Records are dropped rather than kept without end while the disk does not take them. */
const maxLength = 16 * 1024 * 1024;
const periodicFlush = 1000;

/** Members that may hold a secret wherever they stand in a record. */
const redacted = ['token', 'authorization', 'password', 'secret', 'cookie', 'environment', 'env', 'headers'];

/**
 * JSON lines to `service.log`, written behind in blocks, with one older file of at most 10 MB beside it.
 * @param secret never written, not even inside a sentence
 */
export function openServiceLog(stateFolder: string, secret: string, limit = maximumBytes): ServiceLog {
  const file = path.join(stateFolder, 'service.log');
  const destination = pino.destination({
    dest: file,
    sync: false,
    minLength: bufferedBytes,
    maxLength,
    periodicFlush,
    mode: 0o600,
  });
  // A log that cannot be written must not stop the service.
  destination.on('error', () => {});
  let size = sizeOf(file);
  const write = (line: string): void => {
    size += line.length;
    if (size > limit && rotate(file, destination)) size = line.length;
    destination.write(line.includes(secret) ? line.replaceAll(secret, '[redacted]') : line);
  };
  const paths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: paths }, { write });
  return {
    logger,
    flush: () => flushNow(destination),
  };
}

type Destination = ReturnType<typeof pino.destination>;

function rotate(file: string, destination: Destination): boolean {
  flushNow(destination);
  try {
    renameSync(file, `${file}.1`);
  } catch {
    return false;
  }
  destination.reopen();
  return true;
}

function flushNow(destination: Destination): void {
  try {
    destination.flushSync();
  } catch {
    // Not open yet: what waits is written when it is.
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
