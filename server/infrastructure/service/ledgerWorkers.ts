import type { Logger } from 'pino';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { ContractLedger } from '../contracts/contractLedger.ts';
import { contractRoutes } from '../contracts/contractRoutes.ts';
import { DeclaredContracts } from '../contracts/declarations/declaredContracts.ts';
import type { EvidenceRepositoryParts } from '../contracts/evidence/evidenceRepository.ts';
import { EvidenceVerifiers } from '../contracts/evidence/evidenceVerifiers.ts';
import { PassedChecks } from '../contracts/evidence/passedChecks.ts';
import { EvidenceDesk } from '../contracts/evidenceDesk.ts';
import { LedgerReports } from '../contracts/ledgerReports.ts';
import { LedgerRows } from '../contracts/ledgerRows.ts';
import { Reconciliation } from '../contracts/reconciliation/reconciliation.ts';
import { claimAfterLook, reconciliationRoutes } from '../contracts/reconciliation/reconciliationRoutes.ts';
import { TaskDesk } from '../contracts/taskDesk.ts';
import { taskRoutes } from '../contracts/taskRoutes.ts';
import type { EventLog } from '../events/eventLog.ts';
import type { CommandStore } from '../events/subject.ts';
import type { RowStore } from '../rows/rowStore.ts';

export interface LedgerParts extends EvidenceRepositoryParts {
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly events: Pick<EventLog, 'read'>;
  readonly rows: RowStore;
  readonly log: Logger;
}

/** Contracts, their tasks and the evidence for them. */
export interface LedgerWorkers {
  readonly declared: DeclaredContracts;
  readonly shown: LedgerRows;
  readonly ledger: ContractLedger;
  readonly tasks: TaskDesk;
  readonly evidence: EvidenceDesk;
  readonly reports: LedgerReports;
  readonly reconciliation: Reconciliation;
}

export function buildLedger(parts: LedgerParts): LedgerWorkers {
  const { commands, events, rows } = parts;
  const { workTree } = parts.repository;
  const declared = new DeclaredContracts({ ...parts, workTree });
  const shown = new LedgerRows({ commands, rows, declared });
  const baseCommit = () => rows.get('branches', parts.base() ?? '')?.commit ?? null;
  const targets = () => rows.list('queue').map(({ target }) => target);
  const passed = new PassedChecks(commands, events, targets);
  const evidence = new EvidenceDesk({ ...parts, verifiers: new EvidenceVerifiers({ ...parts, passed }) });
  return {
    declared,
    shown,
    ledger: new ContractLedger({ commands, events, declared, rows: shown }),
    tasks: new TaskDesk({ commands, declared, rows, shown, evidence, baseCommit }),
    evidence,
    reports: new LedgerReports({ commands, events, declared, rows }),
    reconciliation: new Reconciliation({ ...parts, workTree, declared, shown }),
  };
}

/** Shows what the ledger and the files have. Evidence that was being looked at waits for the base to be known. */
export async function startLedger({ declared, shown, reconciliation }: LedgerWorkers): Promise<void> {
  shown.showAll();
  await declared.start();
  await reconciliation.phantoms.start();
}

export function ledgerHandlers({ ledger, reports, tasks, reconciliation }: LedgerWorkers) {
  const ofTasks = taskRoutes(tasks);
  return {
    ...contractRoutes(ledger, reports),
    ...ofTasks,
    claimTask: claimAfterLook(reconciliation, ofTasks.claimTask),
    ...reconciliationRoutes(reconciliation),
  };
}

export async function closeLedger({
  declared,
  shown,
  evidence,
  reconciliation,
}: LedgerWorkers): Promise<void> {
  await reconciliation.phantoms.close();
  shown.close();
  await Promise.all([declared.close(), evidence.close()]);
}
