import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type {
  Reconciliation as Answer,
  ImportContracts,
  ImportReport,
} from '../../protocol/reconciliation.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { contractSubject } from '../contracts/contractSubject.ts';
import type { LedgerRows } from '../contracts/ledgerRows.ts';
import type { DeclaredContracts } from '../declarations/declaredContracts.ts';
import { type FileFacts, noFacts } from '../declarations/declaredFacts.ts';
import { FactReader } from '../declarations/factReader.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import type { RowStore } from '../live/rowStore.ts';
import { type DecidedImport, decideImportPlan } from './decideImportPlan.ts';
import { type ImportPlan, planImports } from './importPlan.ts';
import { FileLines } from './lineCounts.ts';
import { PhantomWatch } from './phantomWatch.ts';
import { reconcile } from './reconcile.ts';

export interface ReconciliationParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly declared: DeclaredContracts;
  readonly shown: LedgerRows;
  readonly log: Logger;
}

const maximumDisagreements = 5000;
const maximumWorkspaces = 10_000;

/** What files declare, beside the ledger: where they disagree, what of it can be imported, and which tasks are phantoms. */
export class Reconciliation {
  readonly phantoms: PhantomWatch;
  readonly #parts: ReconciliationParts;
  readonly #statuses: FactReader;
  readonly #lines: FileLines;

  constructor(parts: ReconciliationParts) {
    this.#parts = parts;
    this.phantoms = new PhantomWatch(parts);
    this.#statuses = new FactReader(parts.workTree);
    this.#lines = new FileLines(parts.workTree);
  }

  /** Every disagreement, as files and ledger are now. */
  async answer(): Promise<Answer> {
    const { declared, rows } = this.#parts;
    await declared.refresh();
    const all = [...declared.facts, ...(await this.#statusFacts())];
    const lines = await this.#lines.count(all.flatMap(claimedFiles));
    const ledger = {
      contract: (id: string) => rows.get('contracts', id),
      task: (contract: string, task: string) => rows.get('tasks', `${contract}/${task}`),
    };
    const found = reconcile(all, ledger, (file) => lines.get(file));
    return { ...countsOf(all), disagreements: found.slice(0, maximumDisagreements), total: found.length };
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

  /** Of status files the points of their agents count; the rest is told with the agents. */
  async #statusFacts(): Promise<FileFacts[]> {
    const { workTree, configuration } = this.#parts;
    const { workspaces } = configuration.current.agents;
    const entries = await readdir(path.join(workTree, workspaces), { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const files = names
      .slice(0, maximumWorkspaces)
      .map((name) => path.posix.join(workspaces, name, 'status.json'));
    const read = await this.#statuses.read(files.sort());
    return read
      .filter(({ agents }) => agents.length > 0)
      .map(({ file, agents }) => ({ ...noFacts(file), agents }));
  }
}

function claimedFiles({ tasks, contracts }: FileFacts): string[] {
  return [...tasks, ...contracts.flatMap((contract) => contract.tasks)].flatMap(({ files }) =>
    files.slice(0, 1),
  );
}

function countsOf(all: readonly FileFacts[]): Pick<Answer, 'files' | 'contracts' | 'tasks' | 'agents'> {
  const sum = (count: (facts: FileFacts) => number) => all.reduce((total, facts) => total + count(facts), 0);
  return {
    files: all.length,
    contracts: sum(({ contracts }) => contracts.length),
    tasks: sum(
      ({ tasks, contracts }) => tasks.length + contracts.reduce((total, one) => total + one.tasks.length, 0),
    ),
    agents: sum(({ agents }) => agents.length),
  };
}
