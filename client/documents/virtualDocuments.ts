import path from 'node:path';
import { type Disposable, l10n, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import type { Repositories } from '../repositories.ts';

/** Files as git keeps them. */
const blobScheme = 'swarm-blob';
/** Texts that the extension wrote. */
const reportScheme = 'swarm-report';
const keptReports = 30;

/** Read-only documents: contents of git that the service gives, and reports. */
export class VirtualDocuments implements Disposable {
  readonly #repositories: Repositories;
  readonly #reports = new Map<string, string>();
  readonly #registrations: readonly Disposable[];
  #lastReport = 0;

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
    const blobs: TextDocumentContentProvider = { provideTextDocumentContent: (uri) => this.#blobText(uri) };
    const reports: TextDocumentContentProvider = {
      provideTextDocumentContent: (uri) => this.#reports.get(uri.query) ?? l10n.t('This report is gone.'),
    };
    this.#registrations = [
      workspace.registerTextDocumentContentProvider(blobScheme, blobs),
      workspace.registerTextDocumentContentProvider(reportScheme, reports),
    ];
  }

  /** A document with a file's content, empty where it has none. The path only gives it name and language. */
  blobUri(session: string, file: { readonly path: string; readonly blob?: string | undefined }): Uri {
    const query = new URLSearchParams({ session, blob: file.blob ?? '' }).toString();
    return Uri.from({ scheme: blobScheme, path: path.posix.join('/', file.path), query });
  }

  /** A document with this text; the oldest of many are forgotten. */
  reportUri(name: string, text: string): Uri {
    this.#lastReport += 1;
    const query = String(this.#lastReport);
    this.#reports.set(query, text);
    this.#reports.delete(String(this.#lastReport - keptReports));
    return Uri.from({ scheme: reportScheme, path: `/${name.replaceAll('/', '-')}`, query });
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
  }

  async #blobText(uri: Uri): Promise<string> {
    const query = new URLSearchParams(uri.query);
    const id = query.get('blob') ?? '';
    if (id === '') return '';
    const session = await this.#repositories.findRestored(query.get('session') ?? '');
    if (!session) return l10n.t('The repository is no longer open in this window.');
    try {
      const { text, why } = await session.call('blob', { query: { id } });
      return text ?? why ?? '';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
