import {
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import type { StoreChange } from '../infrastructure/liveStore.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';

/** A kind of document about something of a repository. */
export interface LiveDocument {
  /** What its tab says. */
  title(id: string): string;
  /** Whether a change may have changed its text. */
  touchedBy(change: StoreChange, id: string): boolean;
  /** Its Markdown; texts of the repository stand in code alone. */
  text(session: RepositorySession, id: string): Promise<string>;
}

/** Documents that stay current: each is about one thing of a repository, and of one of these kinds. */
export class LiveDocuments<Kind extends string> implements TextDocumentContentProvider, Disposable {
  readonly #scheme: string;
  readonly #repositories: Repositories;
  readonly #kinds: Readonly<Record<Kind, LiveDocument>>;
  readonly #changed = new EventEmitter<Uri>();
  readonly #followed = new Map<string, () => void>();
  readonly #subscriptions: readonly Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(scheme: string, repositories: Repositories, kinds: Readonly<Record<Kind, LiveDocument>>) {
    this.#scheme = scheme;
    this.#repositories = repositories;
    this.#kinds = kinds;
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString())),
    ];
  }

  uriOf(kind: Kind, session: RepositorySession, id: string): Uri {
    const query = new URLSearchParams({ kind, session: session.id, id }).toString();
    const name = this.#kinds[kind].title(id).replaceAll('/', '-');
    return Uri.from({ scheme: this.#scheme, path: `/${name}.md`, query });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { kind = '', session: wanted = '', id = '' } = Object.fromEntries(new URLSearchParams(uri.query));
    const session = await this.#repositories.findRestored(wanted);
    if (!session || !this.#isKind(kind)) return l10n.t('The repository is no longer open in this window.');
    const document = this.#kinds[kind];
    this.#follow(uri, session, (change) => document.touchedBy(change, id));
    try {
      return await document.text(session, id);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  dispose(): void {
    for (const id of [...this.#followed.keys()]) this.#forget(id);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #isKind(kind: string): kind is Kind {
    return Object.hasOwn(this.#kinds, kind);
  }

  #follow(uri: Uri, session: RepositorySession, touched: (change: StoreChange) => boolean): void {
    if (this.#followed.has(uri.toString())) return;
    const unsubscribe = session.store.onChanged((change) => {
      if (touched(change)) this.#changed.fire(uri);
    });
    this.#followed.set(uri.toString(), unsubscribe);
  }

  #forget(id: string): void {
    this.#followed.get(id)?.();
    this.#followed.delete(id);
  }
}
