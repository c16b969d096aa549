import type {
  AmendContract,
  Contract,
  CreateContract,
  CreditPoints,
  JudgeContract,
} from '../../protocol/contracts.ts';
import type { EventLog } from '../events/eventLog.ts';
import type { CommandMeta, CommandStore, EventDraft } from '../events/subject.ts';
import type { OpenedContract } from './contractState.ts';
import { contractSubject } from './contractSubject.ts';
import {
  type DirectCredit,
  decideAmend,
  decideClose,
  decideCreateContract,
  decideCredit,
  decideReopen,
  decideReverse,
} from './decideContract.ts';
import { decideOpened } from './decideOpened.ts';
import type { DeclaredContracts } from './declarations/declaredContracts.ts';
import type { LedgerRows } from './ledgerRows.ts';

export interface ContractLedgerParts {
  readonly commands: CommandStore;
  readonly events: Pick<EventLog, 'read'>;
  readonly declared: DeclaredContracts;
  readonly rows: LedgerRows;
}

/** Contracts and what is credited of them without a task. Each operation gives the row as it is then. */
export class ContractLedger {
  readonly #parts: ContractLedgerParts;

  constructor(parts: ContractLedgerParts) {
    this.#parts = parts;
  }

  /**
   * Opens a contract.
   * @throws {Refusal} `conflict`
   */
  async create(request: CreateContract, meta: CommandMeta): Promise<Contract> {
    const { commands, declared, rows } = this.#parts;
    const { id } = request;
    const declaration = declared.all.get(id);
    await commands.execute(
      contractSubject,
      id,
      (state) => decideCreateContract(state, request, declaration),
      meta,
    );
    return rows.contract(id);
  }

  /** @throws {Refusal} `not-found`, `over-budget`, `conflict`, `not-allowed` */
  credit(id: string, request: CreditPoints, meta: CommandMeta): Promise<Contract> {
    return this.#change(id, meta, (state) => decideCredit(state, id, request, meta.actor));
  }

  /** @throws {Refusal} `not-found`, `conflict` */
  async reverse(id: string, entry: number, request: JudgeContract, meta: CommandMeta): Promise<Contract> {
    const credit = await this.#directCredit(id, entry);
    return this.#change(id, meta, (state) => decideReverse(state, id, credit, request));
  }

  /** @throws {Refusal} `not-found`, `over-budget` */
  amend(id: string, request: AmendContract, meta: CommandMeta): Promise<Contract> {
    return this.#change(id, meta, (state) => decideAmend(state, id, request));
  }

  /** @throws {Refusal} `not-found`, `conflict` */
  closeContract(id: string, request: JudgeContract, meta: CommandMeta): Promise<Contract> {
    return this.#change(id, meta, (state) => decideClose(state, id, request));
  }

  /** @throws {Refusal} `not-found`, `conflict` */
  reopen(id: string, request: JudgeContract, meta: CommandMeta): Promise<Contract> {
    return this.#change(id, meta, (state) => decideReopen(state, id, request));
  }

  async #directCredit(id: string, entry: number): Promise<DirectCredit | undefined> {
    const stream = `${contractSubject.name}/${id}`;
    const [event] = await this.#parts.events.read(entry - 1, 1, stream);
    if (event?.seq !== entry || event.type !== 'points.credited') return undefined;
    return { seq: entry, agent: String(event.data['agent']), points: Number(event.data['points']) };
  }

  /** Decides about a contract that is open, or that a file declares: then it is imported by the same decision. */
  async #change(
    id: string,
    meta: CommandMeta,
    decide: (state: OpenedContract) => readonly EventDraft[],
  ): Promise<Contract> {
    const { commands, declared, rows } = this.#parts;
    const declaration = declared.all.get(id);
    await commands.execute(
      contractSubject,
      id,
      (state) => decideOpened(state, id, declaration, decide),
      meta,
    );
    return rows.contract(id);
  }
}
