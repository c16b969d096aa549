import type { Balances, BurnUp, Leaderboard, LedgerEntry } from '../../protocol/ledger.ts';
import { layeredEntries } from '../collections/layeredMap.ts';
import type { EventLog } from '../events/eventLog.ts';
import type { CommandStore } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { BurnUpBook } from './burnUpBook.ts';
import { type ContractState, totalOf } from './contractState.ts';
import { contractSubject } from './contractSubject.ts';
import type { DeclaredContracts } from './declarations/declaredContracts.ts';
import { entryOf } from './journal.ts';
import { leaderboardOf } from './leaderboard.ts';

export interface LedgerReportsParts {
  readonly commands: CommandStore;
  readonly events: Pick<EventLog, 'read'>;
  readonly declared: DeclaredContracts;
  readonly rows: RowStore;
}

const pageSize = 1000;

/** What is derived of the ledger when somebody asks: journal, balances, burn-up, leaderboards. */
export class LedgerReports {
  readonly #parts: LedgerReportsParts;
  readonly #burnUps: BurnUpBook;

  constructor(parts: LedgerReportsParts) {
    this.#parts = parts;
    this.#burnUps = new BurnUpBook(parts.events);
  }

  /**
   * Entries of the journal after a position, oldest first.
   * @throws {Refusal} `not-found`
   */
  async entries(
    contract: string,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<LedgerEntry[]> {
    this.#state(contract);
    const entries: LedgerEntry[] = [];
    for (let position = after; ; ) {
      const events = await this.#parts.events.read(position, pageSize, `${contractSubject.name}/${contract}`);
      for (const event of events) {
        const entry = entryOf(event);
        if (entry && entries.push(entry) === limit) return entries;
      }
      if (events.length < pageSize) return entries;
      position = events.at(-1)?.seq ?? position;
    }
  }

  /** @throws {Refusal} `not-found` */
  balances(contract: string): Balances {
    const state = this.#state(contract);
    const held = state.opened ? [...layeredEntries(state.books.accounts)] : [];
    const accounts = held.map(([account, points]) => ({ account, points }));
    return { contract, accounts, sum: accounts.reduce((sum, { points }) => sum + points, 0) };
  }

  /** @throws {Refusal} `not-found` */
  async burnUp(contract: string): Promise<BurnUp> {
    const state = this.#state(contract);
    if (!state.opened) {
      const total = this.#parts.declared.all.get(contract)?.total ?? 0;
      return { contract, total, deadline: null, series: [] };
    }
    const series = await this.#burnUps.series(contract);
    return { contract, total: totalOf(state), deadline: state.deadline, series };
  }

  /** @throws {Refusal} `not-found` where a contract is named that there is not */
  leaderboard(contract: string | undefined): Leaderboard {
    const { commands, rows } = this.#parts;
    const states =
      contract === undefined
        ? [...commands.all(contractSubject).values()].map(({ state }) => state)
        : [this.#state(contract)];
    return leaderboardOf(states, (agent) => rows.get('agents', agent)?.team ?? null);
  }

  #state(contract: string): ContractState {
    const { state } = this.#parts.commands.get(contractSubject, contract);
    if (state.opened || this.#parts.declared.all.has(contract)) return state;
    throw new Refusal('not-found', `There is no contract ${contract}.`);
  }
}
