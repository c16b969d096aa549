import { existsSync } from 'node:fs';
import path from 'node:path';
import { EventLogError } from '../../../infrastructure/events/eventLog.ts';
import { verifyLog } from '../../../infrastructure/events/verifyLog.ts';
import { eventsFileName, headFileName } from '../../../infrastructure/service/stateFolder.ts';
import { stateFolderName } from '../../../protocol/serviceFile.ts';
import { type Command, CommandError } from '../../command.ts';
import { findRepository } from '../../serviceConnection.ts';

const ownedByService =
  'A service runs for this repository, and checks its log by itself. To check it here, end that first: Ctrl-C where `swarm serve` runs, or close the windows of VS Code.';

export const command: Command = {
  name: 'log verify',
  summary: 'Check that nobody has changed the log, or cut off its end',
  usage: 'log verify',
  options: {},
  details: [
    'Every event carries a hash of the one before; all of them are computed anew, and the last is compared with what the',
    'service has remembered. A service that runs owns its log and checks it by itself: stop it first.',
    'Exit code 1: the log was changed.',
  ].join('\n'),
  async run({ positionals }, io) {
    if (positionals.length > 0) throw new CommandError('log verify: takes no arguments.');
    const { commonFolder } = await findRepository(io.cwd);
    const [file, head] = [eventsFileName, headFileName].map((name) =>
      path.join(commonFolder, stateFolderName, name),
    );
    if (file === undefined || head === undefined || !existsSync(file))
      throw new CommandError('There is no event log: no service has run for this repository yet.');
    try {
      const count = await verifyLog(file, head);
      io.stdout.write(`All ${count} events follow from each other, and none is missing at the end.\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof EventLogError)) throw error;
      io.stderr.write(`swarm: ${error.reason === 'owned' ? ownedByService : error.message}\n`);
      return error.reason === 'tampered' ? 1 : 2;
    }
  },
};
