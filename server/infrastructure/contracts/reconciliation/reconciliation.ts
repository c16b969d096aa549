import type { Logger } from 'pino';
import type {
  Reconciliation as Answer,
  ImportContracts,
  ImportReport,
} from '../../../protocol/reconciliation.ts';
import { layeredEntries } from '../../collections/layeredMap.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore, Versioned } from '../../events/subject.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { earned } from '../books.ts';
import type { ContractState } from '../contractState.ts';
import { contractSubject } from '../contractSubject.ts';
import type { DeclaredContracts } from '../declarations/declaredContracts.ts';
import type { LedgerRows } from '../ledgerRows.ts';
import { type DecidedImport, decideImportPlan } from './decideImportPlan.ts';
import { DeclaredFigures } from './declaredFigures.ts';
import { type ImportPlan, planImports } from './importPlan.ts';
import { PhantomWatch } from './phantomWatch.ts';

export interface ReconciliationParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly declared: DeclaredContracts;
  readonly shown: LedgerRows;
  readonly log: Logger;
}

/** What files declare, beside the ledger: where they disagree, what of it can be imported, and which tasks are phantoms. */
export class Reconciliation {
  readonly phantoms: PhantomWatch;
  readonly #parts: ReconciliationParts;
  readonly #figures: DeclaredFigures;

  constructor(parts: ReconciliationParts) {
    this.#parts = parts;
    this.phantoms = new PhantomWatch(parts);
    this.#figures = new DeclaredFigures(parts);
  }

  /** Every disagreement, as files and the ledger are now. */
  answer(): Promise<Answer> {
    const { commands, rows } = this.#parts;
    const points = earnedPoints(commands.all(contractSubject).values());
    return this.#figures.disagreements({
      contract: (id) => rows.get('contracts', id),
      task: (contract, task) => rows.get('tasks', `${contract}/${task}`),
      earned: (agent) => points.get(earned(agent)) ?? 0,
    });
  }

  /** Takes declared contracts and tasks into the ledger, or tells what that would do. */
  async import({ contracts, dryRun }: ImportContracts, meta: CommandMeta): Promise<ImportReport> {
    await this.#parts.declared.refresh();
    const plans = planImports(this.#parts.declared.facts);
    const wanted =
      contracts === undefined ? plans : plans.filter(({ contract }) => contracts.includes(contract));
    const done: DecidedImport['report'][] = [];
    for (const plan of wanted) done.push((await this.#importOne(plan, dryRun, meta)).report);
    return { dryRun, contracts: done };
  }

  async #importOne(plan: ImportPlan, dryRun: boolean, meta: CommandMeta): Promise<DecidedImport> {
    const { commands } = this.#parts;
    let decided = decideImportPlan(commands.get(contractSubject, plan.contract).state, plan, meta);
    if (dryRun) return decided;
    await commands.execute(
      contractSubject,
      plan.contract,
      (state) => {
        decided = decideImportPlan(state, plan, meta);
        return decided.drafts;
      },
      meta,
    );
    return decided;
  }
}

/** What agents were credited in all, by their accounts. */
function earnedPoints(contracts: Iterable<Versioned<ContractState>>): Map<string, number> {
  const points = new Map<string, number>();
  for (const { state } of contracts) {
    if (!state.opened || state.books.sums.earned === 0) continue;
    for (const [account, balance] of layeredEntries(state.books.accounts))
      points.set(account, (points.get(account) ?? 0) + balance);
  }
  return points;
}
