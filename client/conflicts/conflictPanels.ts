import {
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { VirtualDocuments } from '../documents/virtualDocuments.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { ConflictPanel } from './conflictPanel.ts';
import { panelRoots } from './panelPage.ts';

const viewType = 'swarm.conflictForecast';

export interface ConflictPanelsParts {
  readonly extension: ExtensionContext;
  readonly repositories: Repositories;
  readonly documents: VirtualDocuments;
  readonly log: LogOutputChannel;
}

/** The panels of the conflict forecast, one for each repository; those of the last time are restored. */
export class ConflictPanels implements Disposable {
  readonly #parts: ConflictPanelsParts;
  readonly #open = new Map<string, ConflictPanel>();
  readonly #serializer: Disposable;

  constructor(parts: ConflictPanelsParts) {
    this.#parts = parts;
    this.#serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => this.#restore(panel, state),
    });
  }

  /** Shows the panel of a repository, a new one where there is none. */
  show(session: RepositorySession): void {
    const present = this.#open.get(session.id);
    if (present) {
      present.reveal();
      return;
    }
    const title = l10n.t('Conflict Forecast: {0}', session.name);
    const options = {
      enableScripts: true,
      localResourceRoots: panelRoots(this.#parts.extension.extensionUri),
    };
    this.#adopt(window.createWebviewPanel(viewType, title, ViewColumn.Active, options), session.id);
  }

  /** The panel of a repository; for tests. */
  get(session: RepositorySession): ConflictPanel | undefined {
    return this.#open.get(session.id);
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const panel of this.#open.values()) panel.dispose();
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    const repository = (state as { repository?: unknown } | null)?.repository;
    if (typeof repository !== 'string' || this.#open.has(repository)) panel.dispose();
    else this.#adopt(panel, repository);
  }

  #adopt(panel: WebviewPanel, repository: string): void {
    const { extension, ...shared } = this.#parts;
    const own = new ConflictPanel(panel, { ...shared, repository, extensionUri: extension.extensionUri });
    this.#open.set(repository, own);
    panel.onDidDispose(() => {
      this.#open.delete(repository);
      own.dispose();
    });
  }
}
