import type { SubjectParts, Subjects } from '../../server/infrastructure/service/subjects.ts';

import { counterHandlers } from './http/counterHandlers.ts';

/** Tests' subjects: the counter alone. */
export async function startCounter({ commands }: SubjectParts, running = () => false): Promise<Subjects> {
  return {
    handlers: counterHandlers({ execute: (...command) => commands.execute(...command) }),
    running,
    read: Promise.resolve(),
    facts: () => ({ base: 'main', activeDays: 30, configuration: [], configurationFrom: null }),
    onFactsChanged: () => () => {},
    endPrograms: async () => {},
    close: async () => {},
  };
}
