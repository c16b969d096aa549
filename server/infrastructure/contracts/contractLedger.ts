import path from 'node:path';
import type { Logger } from 'pino';
import type { Contract, CreateContract, CreditPoints } from '../../protocol/contracts.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import { readBounded } from '../files/readBounded.ts';
import type { RowStore } from '../live/rowStore.ts';
import { CoalescedTask } from '../watching/coalescedTask.ts';
import { FolderWatcher } from '../watching/folderWatcher.ts';
import { badFile, type ContractDeclaration, readDeclarations } from '../declarations/contractDeclaration.ts';
import { contractRow } from './contractRow.ts';
import { contractSubject } from './contractSubject.ts';
import { decideCreateContract, decideCredit } from './decideLedger.ts';
import {
  type DeclarationSource,
  declarationSource,
  findDeclarationFiles,
  leadsTo,
} from '../declarations/declarationFiles.ts';

export interface ContractLedgerParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly log: Logger;
}

const maximumBytes = 2_000_000;
const byNumber = new Intl.Collator('en', { numeric: true });

/** Keeps the rows of contracts true to the ledger and to the files that declare contracts. */
export class ContractLedger {
  readonly #parts: ContractLedgerParts;
  readonly #reading = new CoalescedTask(() => this.#read());
  readonly #unsubscribe: () => void;
  #watchers: FolderWatcher[] = [];
  #watched = '';
  #sources: readonly DeclarationSource[] = [];
  #declarations: ReadonlyMap<string, ContractDeclaration> = new Map();

  constructor(parts: ContractLedgerParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.configuration.onChanged(() => this.#readSoon());
  }

  /** Reads and follows the declaring files; resolves with the first reading. */
  start(): Promise<void> {
    return this.#reading.run();
  }

  /**
   * Opens a contract.
   * @throws {Refusal} `conflict`
   */
  async create(request: CreateContract, meta: CommandMeta): Promise<Contract> {
    const { id } = request;
    const declaration = this.#declarations.get(id);
    await this.#parts.commands.execute(
      contractSubject,
      id,
      (state) => decideCreateContract(state, request, declaration),
      meta,
    );
    return this.#shown(id);
  }

  /**
   * Credits points.
   * @throws {Refusal} `not-found`, `over-budget`, `conflict`
   */
  async credit(id: string, request: CreditPoints, meta: CommandMeta): Promise<Contract> {
    const declaration = this.#declarations.get(id);
    await this.#parts.commands.execute(
      contractSubject,
      id,
      (state) => decideCredit(state, id, request, declaration),
      meta,
    );
    return this.#shown(id);
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#reading.idle();
    for (const watcher of this.#watchers) watcher.close();
  }

  #readSoon(): void {
    this.#reading
      .run()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'contracts cannot be read'));
  }

  async #read(): Promise<void> {
    await this.#follow(this.#parts.configuration.current.contracts.sources);
    const { workTree } = this.#parts;
    const files = new Set<string>();
    for (const source of this.#sources)
      for (const file of await findDeclarationFiles(workTree, source)) files.add(file);
    const declarations = new Map<string, ContractDeclaration>();
    for (const file of files)
      for (const declaration of await this.#readFile(file)) addDeclaration(declarations, declaration);
    this.#declarations = declarations;
    this.#showAll();
  }

  async #readFile(file: string): Promise<ContractDeclaration[]> {
    const found = await readBounded(path.join(this.#parts.workTree, file), maximumBytes);
    if (found === undefined) return [];
    if (found.text === undefined) return [badFile(file, `${file} cannot be read: ${found.problem}`)];
    return readDeclarations(file, found.text);
  }

  /** Watches the folders of the globs, anew where the globs are others. */
  async #follow(globs: readonly string[]): Promise<void> {
    const wanted = JSON.stringify(globs);
    if (wanted === this.#watched) return;
    for (const watcher of this.#watchers) watcher.close();
    this.#sources = globs.flatMap((glob) => declarationSource(glob) ?? []);
    this.#watchers = await Promise.all(this.#sources.map((source) => this.#watch(source)));
    this.#watched = wanted;
  }

  #watch(source: DeclarationSource): Promise<FolderWatcher> {
    return FolderWatcher.start({
      root: path.join(this.#parts.workTree, source.base),
      descend: (below) => leadsTo(source, below),
      accept: (below) => source.matches(path.posix.join(source.base, below)),
      onChanged: () => this.#readSoon(),
      onError: (error) => this.#parts.log.warn({ err: error }, 'contract files cannot be watched'),
    });
  }

  #row(id: string): Contract {
    return contractRow(id, this.#parts.commands.get(contractSubject, id).state, this.#declarations.get(id));
  }

  #shown(id: string): Contract {
    const { rows } = this.#parts;
    rows.set('contracts', id, this.#row(id), byNumber.compare);
    return rows.get('contracts', id) ?? this.#row(id);
  }

  #showAll(): void {
    const { commands, rows } = this.#parts;
    const ids = new Set([...commands.all(contractSubject).keys(), ...this.#declarations.keys()]);
    const ordered = [...ids].sort(byNumber.compare);
    rows.replace('contracts', new Map(ordered.map((id) => [id, this.#row(id)])));
  }
}

/** The first declaration of an id counts; a second one is a problem of the first. */
function addDeclaration(
  declarations: Map<string, ContractDeclaration>,
  declaration: ContractDeclaration,
): void {
  const first = declarations.get(declaration.id);
  if (!first) declarations.set(declaration.id, declaration);
  else if (first.problem === null)
    declarations.set(first.id, {
      ...first,
      problem: `${first.source}: ${first.id} is declared again at ${declaration.source}`,
    });
}
