import { type Disposable, type ExtensionContext, type LogOutputChannel, l10n } from 'vscode';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { WebviewPanels } from '../webviews/webviewPanels.ts';
import { DashboardPanel } from './dashboardPanel.ts';
import type { DashboardState } from './webview/messages.ts';

export interface DashboardPanelsParts {
  readonly extension: ExtensionContext;
  readonly repositories: Repositories;
  readonly log: LogOutputChannel;
}

/** The dashboards, one for each repository. */
export class DashboardPanels implements Disposable {
  readonly #panels: WebviewPanels<DashboardState, DashboardPanel>;

  constructor({ extension: { extensionUri }, ...shared }: DashboardPanelsParts) {
    this.#panels = new WebviewPanels({
      viewType: 'swarm.dashboard',
      extension: extensionUri,
      keyOf: ({ repository }) => repository,
      parse: parseState,
      create: (panel, state) => new DashboardPanel(panel, { ...shared, state, extensionUri }),
    });
  }

  /** Shows the dashboard of a repository, with this contract where one is named. */
  show({ id, name }: RepositorySession, contract?: string): void {
    const state = { repository: id, contract: contract ?? '' };
    this.#panels.show(state, l10n.t('Swarm Dashboard: {0}', name));
    if (contract !== undefined) this.#panels.get(id)?.choose(contract);
  }

  /** The dashboard of a repository; for tests. */
  get({ id }: RepositorySession): DashboardPanel | undefined {
    return this.#panels.get(id);
  }

  dispose(): void {
    this.#panels.dispose();
  }
}

function parseState(kept: unknown): DashboardState | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { repository, contract } = kept as { readonly [Key in keyof DashboardState]?: unknown };
  if (typeof repository !== 'string') return undefined;
  return { repository, contract: typeof contract === 'string' ? contract : '' };
}
