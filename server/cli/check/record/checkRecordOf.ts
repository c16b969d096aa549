import path from 'node:path';
import { fileStamp } from '../../../workspace/files/fileStamp.ts';
import { userCacheFolder } from '../../../workspace/files/userCacheFolder.ts';
import type { CommandIo } from '../../command.ts';
import { CheckRecord } from './checkRecord.ts';

/** What the place of a record is found by. */
export type RecordedProcess = Pick<CommandIo, 'cwd' | 'env' | 'isTty'> & {
  readonly argv: readonly string[];
  /** Folder of the bundled program. */
  readonly program: string;
};

/**
 * The record of a check with these arguments. Undefined where changes of folders leave no trace, as on some file
 * systems of Windows, and where the program runs from its sources, which may change from one run to the next.
 */
export function checkRecordOf({ cwd, env, isTty, argv, program }: RecordedProcess): CheckRecord | undefined {
  if (process.platform === 'win32') return undefined;
  // The names of all its parts are in it, and their contents in their names.
  const bundle = fileStamp(path.join(program, 'cli.js'));
  if (!bundle) return undefined;
  const key = JSON.stringify([cwd, argv, isTty && !env['NO_COLOR']]);
  // Exemptions end with the day, everywhere at the same time.
  const version = [...bundle, new Date().toISOString().slice(0, 10)].join(' ');
  return new CheckRecord(path.join(userCacheFolder(env), 'check'), key, version);
}
