import { type Disposable, type ExtensionContext, type LogOutputChannel, l10n } from 'vscode';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { WebviewPanels } from '../webviews/webviewPanels.ts';
import { SlotPreview } from './slotPreview.ts';
import type { PreviewState } from './webview/messages.ts';

export interface SlotPreviewsParts {
  readonly extension: ExtensionContext;
  readonly repositories: Repositories;
  readonly log: LogOutputChannel;
}

/** The previews, one for each slot. */
export class SlotPreviews implements Disposable {
  readonly #panels: WebviewPanels<PreviewState, SlotPreview>;

  constructor({ extension: { extensionUri }, ...shared }: SlotPreviewsParts) {
    this.#panels = new WebviewPanels({
      viewType: 'swarm.slotPreview',
      extension: extensionUri,
      retainContextWhenHidden: true,
      keyOf,
      parse: parseState,
      create: (panel, state) => new SlotPreview(panel, { ...shared, state, extensionUri }),
    });
  }

  /** Shows the preview of a slot, a new one where there is none. */
  show(session: RepositorySession, slot: string): void {
    const state: PreviewState = { repository: session.id, slot, side: 'slot', path: '/' };
    this.#panels.show(state, l10n.t('Preview: {0}', slot));
  }

  dispose(): void {
    this.#panels.dispose();
  }
}

function keyOf({ repository, slot }: PreviewState): string {
  return `${repository}\n${slot}`;
}

function parseState(kept: unknown): PreviewState | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { repository, slot, side, path } = kept as { readonly [Key in keyof PreviewState]?: unknown };
  if (typeof repository !== 'string' || typeof slot !== 'string') return undefined;
  const ownPath = typeof path === 'string' && path.startsWith('/') ? path : '/';
  return { repository, slot, side: side === 'live' ? 'live' : 'slot', path: ownPath };
}
