import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Reconciliation } from '../../../protocol/reconciliation.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { DeclaredContracts } from '../declarations/declaredContracts.ts';
import { type FileFacts, noFacts } from '../declarations/declaredFacts.ts';
import { FactReader } from '../declarations/factReader.ts';
import type { Finding } from './disagreement.ts';
import type { LedgerView } from './ledgerDifferences.ts';
import { FileLines } from './lineCounts.ts';
import { disagreementsOf, findingsOf } from './reconcile.ts';

export interface DeclaredFiguresParts {
  readonly workTree: string;
  readonly configuration: Pick<ConfigurationFile, 'current'>;
  readonly declared: DeclaredContracts;
}

const maximumDisagreements = 5000;
const maximumWorkspaces = 10_000;
/** Time after which other work of the service gets its turn. */
const turnMilliseconds = 10;

/** All figures that files of the repository declare, and what of them disagrees. */
export class DeclaredFigures {
  readonly #parts: DeclaredFiguresParts;
  readonly #statuses: FactReader;
  readonly #lines: FileLines;

  constructor(parts: DeclaredFiguresParts) {
    this.#parts = parts;
    this.#statuses = new FactReader(parts.workTree);
    this.#lines = new FileLines(parts.workTree);
  }

  /** Every disagreement, as files and the ledger are now. */
  async disagreements(ledger: LedgerView): Promise<Reconciliation> {
    const { declared } = this.#parts;
    await declared.refresh();
    const all = [...declared.facts, ...(await this.#statusFacts())];
    const lines = await this.#lines.count(all.flatMap(claimedFiles));
    const findings: Finding[] = [];
    let turn = performance.now();
    for (const facts of all) {
      findings.push(...findingsOf(facts, ledger, (file) => lines.get(file)));
      if (performance.now() - turn < turnMilliseconds) continue;
      await setImmediate();
      turn = performance.now();
    }
    const found = disagreementsOf(all, ledger, findings);
    return { ...countsOf(all), disagreements: found.slice(0, maximumDisagreements), total: found.length };
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

function countsOf(
  all: readonly FileFacts[],
): Pick<Reconciliation, 'files' | 'contracts' | 'tasks' | 'agents'> {
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
