import type { Inputs } from '../../../workspace/inputs/inputLog.ts';
import { keyedFile, readSealed, writeSealed } from '../../../workspace/scan/sealedFile.ts';
import type { CheckOutput } from './checkOutput.ts';
import { recordBody, recordedOutput } from './recordBody.ts';

/**
 * The last output of a check, with everything it depends on: while nothing of that has changed, the check need not be
 * done. A record that is damaged, of another owner or not there tells nothing; one that cannot be written is not kept.
 */
export class CheckRecord {
  readonly #file: string;
  readonly #owner: string;

  /**
   * @param folder where records are kept
   * @param key what is checked and how it is told: records of different keys know nothing of each other
   * @param version of the program and of the day: another one may find something else
   */
  constructor(folder: string, key: string, version: string) {
    this.#file = keyedFile(folder, key, 'run');
    this.#owner = JSON.stringify([version, key]);
  }

  /** The output that the check would have again. */
  recall(): CheckOutput | undefined {
    const body = readSealed(this.#file, this.#owner);
    return body && recordedOutput(body);
  }

  /** An interrupted write leaves the record as it was. */
  save(inputs: Inputs, output: CheckOutput): void {
    writeSealed(this.#file, this.#owner, recordBody(inputs, output));
  }
}
