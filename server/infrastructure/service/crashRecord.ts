import type { ServiceLog } from './serviceLog.ts';

/** Writes what ends the process unexpectedly to the log before it ends. Returns the function that leaves it alone. */
export function recordCrashes({ logger, flush }: ServiceLog): () => void {
  // The monitor looks on: Node still prints the error and ends the process, as it must.
  const record = (error: unknown, origin: string) => {
    logger.fatal({ err: error, origin }, 'the service ends because of an error nobody caught');
    flush();
  };
  process.on('uncaughtExceptionMonitor', record);
  return () => process.off('uncaughtExceptionMonitor', record);
}
