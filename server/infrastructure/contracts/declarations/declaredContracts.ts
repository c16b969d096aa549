import path from 'node:path';
import type { Logger } from 'pino';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import { FolderWatcher } from '../../files/folderWatcher.ts';
import { filesMatching, mayLeadTo, type RepositoryGlob, repositoryGlob } from '../../files/repositoryGlob.ts';
import { type ContractDeclaration, contractDeclarations } from './contractDeclaration.ts';
import type { FileFacts } from './declaredFacts.ts';
import { FactReader } from './factReader.ts';

export interface DeclaredContractsParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}

/** The contracts that files of the repository declare, kept current while files and globs change. */
export class DeclaredContracts {
  readonly #parts: DeclaredContractsParts;
  readonly #reading = new CoalescedTask(() => this.#read());
  readonly #listeners = new Set<() => void>();
  readonly #reader: FactReader;
  readonly #unsubscribe: () => void;
  #watchers: FolderWatcher[] = [];
  #watched = '';
  #sources: readonly RepositoryGlob[] = [];
  #declarations: ReadonlyMap<string, ContractDeclaration> = new Map();
  #facts: readonly FileFacts[] = [];

  constructor(parts: DeclaredContractsParts) {
    this.#parts = parts;
    this.#reader = new FactReader(parts.workTree);
    this.#unsubscribe = parts.configuration.onChanged(() => this.#readSoon());
  }

  /** Reads and follows the declaring files; resolves with the first reading. */
  start(): Promise<void> {
    return this.#reading.run();
  }

  /** Resolves once what the files hold now was read; those that have not changed are not read again. */
  refresh(): Promise<void> {
    return this.#reading.run();
  }

  /** By id, as of the last reading. */
  get all(): ReadonlyMap<string, ContractDeclaration> {
    return this.#declarations;
  }

  /** Everything that the files declare, file by file, as of the last reading. */
  get facts(): readonly FileFacts[] {
    return this.#facts;
  }

  /** Called after every reading. Returns the function that ends it. */
  onRead(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
      for (const file of await filesMatching(workTree, source)) files.add(file);
    this.#facts = await this.#reader.read([...files]);
    const declarations = new Map<string, ContractDeclaration>();
    for (const facts of this.#facts)
      for (const declaration of contractDeclarations(facts)) addDeclaration(declarations, declaration);
    this.#declarations = declarations;
    for (const listener of this.#listeners) listener();
  }

  /** Watches the folders of the globs, anew where the globs are others. */
  async #follow(globs: readonly string[]): Promise<void> {
    const wanted = JSON.stringify(globs);
    if (wanted === this.#watched) return;
    for (const watcher of this.#watchers) watcher.close();
    this.#sources = globs.flatMap((glob) => repositoryGlob(glob) ?? []);
    this.#watchers = await Promise.all(this.#sources.map((source) => this.#watch(source)));
    this.#watched = wanted;
  }

  #watch(source: RepositoryGlob): Promise<FolderWatcher> {
    return FolderWatcher.start({
      root: path.join(this.#parts.workTree, source.base),
      descend: (below) => mayLeadTo(source, below),
      accept: (below) => source.matches(path.posix.join(source.base, below)),
      onChanged: () => this.#readSoon(),
      onError: (error) => this.#parts.log.warn({ err: error }, 'contract files cannot be watched'),
    });
  }
}

/** The first declaration of an id counts; a second one that says something else is a problem of the first. */
function addDeclaration(
  declarations: Map<string, ContractDeclaration>,
  declaration: ContractDeclaration,
): void {
  const first = declarations.get(declaration.id);
  if (!first) declarations.set(declaration.id, declaration);
  else if (first.problem === null && !saysTheSame(first, declaration))
    declarations.set(first.id, {
      ...first,
      problem: `${first.source}: ${first.id} is declared again at ${declaration.source}`,
    });
}

function saysTheSame(one: ContractDeclaration, other: ContractDeclaration): boolean {
  return one.title === other.title && one.total === other.total && one.claimed === other.claimed;
}
