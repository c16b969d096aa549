import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAddress } from '../protocol/apiClient.ts';
import { findService, ServiceAway } from './serviceConnection.ts';

const askAgainMilliseconds = 200;
/** How long a service may be away: it is started again by the editor, or goes on after a crash. */
const patienceMilliseconds = 60_000;

/** Asks the service of a repository something. */
export type AskService = <Answer>(ask: (service: ApiAddress) => Promise<Answer>) => Promise<Answer>;

/** Asks a service that may be away for a while, or be another one by then. */
export function patientService(folder: string): AskService {
  return async (ask) => {
    const deadline = Date.now() + patienceMilliseconds;
    for (;;) {
      try {
        return await ask(await findService(folder));
      } catch (error) {
        if (!(error instanceof ServiceAway) || Date.now() >= deadline) throw error;
        await delay(askAgainMilliseconds);
      }
    }
  };
}
