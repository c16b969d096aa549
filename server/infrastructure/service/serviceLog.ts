import path from 'node:path';
import { type Logger, pino } from 'pino';
import { BoundedLogFile } from '../files/boundedLogFile.ts';
import { withoutTokens } from '../http/tokens/tokenSecret.ts';

export interface ServiceLog {
  readonly logger: Logger;
  /**
   * For the line of each request, whose members are fixed and hold no secret: looking for some in every line took a
   * fifth of a reading request's time.
   */
  readonly requests: Logger;
  /** Writes what waits in memory. */
  flush(): void;
  /** Writes what waits and ends; later records are lost. */
  close(): void;
}

const maximumBytes = 10 * 1024 * 1024;

/** Members that may hold a secret wherever they stand in a record. */
const redacted = ['token', 'authorization', 'password', 'secret', 'cookie', 'environment', 'env', 'headers'];

/**
 * JSON lines to `service.log`, with one older file of at most 10 MB beside it.
 * @param secret never written, not even inside a sentence
 */
export function openServiceLog(stateFolder: string, secret: string, limit = maximumBytes): ServiceLog {
  const file = new BoundedLogFile(path.join(stateFolder, 'service.log'), limit);
  let isOpen = true;
  const write = (line: string): void => {
    if (isOpen)
      file.write(withoutTokens(line.includes(secret) ? line.replaceAll(secret, '[redacted]') : line));
  };
  const paths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = { base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return {
    logger: pino({ ...options, redact: paths }, { write }),
    requests: pino(options, { write }),
    flush: () => file.flush(),
    close() {
      isOpen = false;
      file.close();
    },
  };
}
