import { type RunningService, type ServiceOptions, startService } from './service.ts';
import { ServiceStartError } from './serviceStartError.ts';

export interface RunReports {
  /** The service answers at this address. */
  ready(address: string): void;
  /** Why it did not start: a sentence. */
  failed(sentence: string): void;
}

const endingSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Runs the service as the main job of this process, until it is asked to stop.
 * @returns the exit code: 0 stopped, 2 cannot start as asked, 3 another service owns the repository, 1 anything else
 */
export async function runService(options: ServiceOptions, reports: RunReports): Promise<number> {
  let service: RunningService;
  try {
    service = await startService(options);
  } catch (error) {
    reports.failed(error instanceof Error ? error.message : String(error));
    return exitCode(error);
  }
  const stop = () => void service.stop();
  for (const signal of endingSignals) process.on(signal, stop);
  reports.ready(service.address);
  const lost = await service.stopped;
  for (const signal of endingSignals) process.off(signal, stop);
  if (lost === undefined) return 0;
  reports.failed(`The repository ${options.repository} was ${lost}: its service has stopped.`);
  return 1;
}

function exitCode(error: unknown): number {
  if (!(error instanceof ServiceStartError)) return 1;
  if (error.reason === 'owned') return 3;
  return error.reason === 'log' ? 1 : 2;
}
