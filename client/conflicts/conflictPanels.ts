import { type Disposable, type ExtensionContext, type LogOutputChannel, l10n } from 'vscode';
import type { VirtualDocuments } from '../documents/virtualDocuments.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { WebviewPanels } from '../webviews/webviewPanels.ts';
import { ConflictPanel } from './conflictPanel.ts';

export interface ConflictPanelsParts {
  readonly extension: ExtensionContext;
  readonly repositories: Repositories;
  readonly documents: VirtualDocuments;
  readonly log: LogOutputChannel;
}

/** The panels of the conflict forecast, one for each repository. */
export class ConflictPanels implements Disposable {
  readonly #panels: WebviewPanels<string, ConflictPanel>;

  constructor({ extension: { extensionUri }, ...shared }: ConflictPanelsParts) {
    this.#panels = new WebviewPanels({
      viewType: 'swarm.conflictForecast',
      extension: extensionUri,
      keyOf: (repository) => repository,
      parse: parseState,
      create: (panel, repository) => new ConflictPanel(panel, { ...shared, repository, extensionUri }),
    });
  }

  /** Shows the panel of a repository, a new one where there is none. */
  show({ id, name }: RepositorySession): void {
    this.#panels.show(id, l10n.t('Conflict Forecast: {0}', name));
  }

  /** The panel of a repository; for tests. */
  get({ id }: RepositorySession): ConflictPanel | undefined {
    return this.#panels.get(id);
  }

  dispose(): void {
    this.#panels.dispose();
  }
}

/** The id of the repository. */
function parseState(kept: unknown): string | undefined {
  const repository = (kept as { repository?: unknown } | null)?.repository;
  return typeof repository === 'string' ? repository : undefined;
}
