import type { Logger } from 'pino';
import type { Reconciliation } from '../../../protocol/reconciliation.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import { DeclaredContracts } from '../declarations/declaredContracts.ts';
import { DeclaredFigures } from './declaredFigures.ts';

/** What files of a work tree disagree about among themselves, where no service runs: the ledger is not looked at. */
export async function reconcileOnce(parts: {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}): Promise<Reconciliation> {
  const declared = new DeclaredContracts(parts);
  try {
    return await new DeclaredFigures({ ...parts, declared }).disagreements({
      contract: () => undefined,
      task: () => undefined,
      earned: () => 0,
    });
  } finally {
    await declared.close();
  }
}
