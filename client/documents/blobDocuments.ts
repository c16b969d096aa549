import { type Disposable, l10n, Uri, workspace } from 'vscode';
import type { Blob } from '../../server/protocol/branchContent.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';

const scheme = 'swarm-blob';
const remembered = 50;

/** A file's content in git as a document that can only be read; for diffs. */
export class BlobDocuments implements Disposable {
  readonly #repositories: Repositories;
  readonly #registration: Disposable;
  readonly #known = new Map<string, Promise<Blob>>();

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.#provide(uri),
    });
  }

  /**
   * The document of a content, called like the file.
   * @param blob id of the content; undefined for an empty document
   */
  static uri(session: RepositorySession, path: string, blob: string | undefined): Uri {
    const query = JSON.stringify({ repository: session.id, blob });
    return Uri.from({ scheme, path: `/${path}`, query });
  }

  /** A content by its id; what an id stands for does not change, so it is remembered. */
  read(session: RepositorySession, blob: string): Promise<Blob> {
    const present = this.#known.get(blob);
    if (present !== undefined) return present;
    const reading = session.call('blob', { query: { id: blob } });
    this.#known.set(blob, reading);
    reading.catch(() => this.#known.delete(blob));
    const [oldest] = this.#known.keys();
    if (this.#known.size > remembered && oldest !== undefined) this.#known.delete(oldest);
    return reading;
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #provide(uri: Uri): Promise<string> {
    const { repository, blob } = JSON.parse(uri.query) as { repository?: string; blob?: string };
    if (blob === undefined) return '';
    // A window that is opened again shows its diffs before its repositories are found.
    if (this.#repositories.sessions.length === 0) await this.#repositories.update();
    const session = this.#repositories.sessions.find(({ id }) => id === repository);
    if (!session) throw new Error(l10n.t('The repository of this document is not open in this window.'));
    const { text, why } = await this.read(session, blob);
    return text ?? why ?? '';
  }
}
