import { InputLog } from '../../../workspace/inputs/inputLog.ts';
import type { CommandIo } from '../../command.ts';
import type { CheckOptions } from '../checkPaths.ts';
import type { CheckOutput } from './checkOutput.ts';
import type { CheckRecord } from './checkRecord.ts';
import { checkRecordOf } from './checkRecordOf.ts';

/** Keeps what a check writes, with what it depends on, for the next one with the same arguments. */
export class CheckRecording {
  readonly log = new InputLog();
  readonly #record: CheckRecord;

  constructor(record: CheckRecord) {
    this.#record = record;
  }

  /** Keeps nothing where it cannot be told whether the next check would write the same. */
  keep(output: CheckOutput): void {
    const { inputs } = this.log;
    if (inputs) this.#record.save(inputs, output);
  }
}

/** The recording of a check; undefined where it depends on more than files, or is not to be kept. */
export function checkRecording(
  { argv, ...io }: CommandIo,
  { cached, changedSince, explained, baseline }: CheckOptions,
): CheckRecording | undefined {
  if (!argv || !cached || changedSince !== undefined || explained || baseline.write) return undefined;
  const record = checkRecordOf({ ...io, argv, program: import.meta.dirname });
  return record && new CheckRecording(record);
}
