import {
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { previewRoots } from './previewPage.ts';
import { SlotPreview } from './slotPreview.ts';
import type { PreviewState } from './webview/messages.ts';

const viewType = 'swarm.slotPreview';

export interface SlotPreviewsParts {
  readonly extension: ExtensionContext;
  readonly repositories: Repositories;
  readonly log: LogOutputChannel;
}

/** The previews, one for each slot; those of the last time are restored. */
export class SlotPreviews implements Disposable {
  readonly #parts: SlotPreviewsParts;
  readonly #open = new Map<string, SlotPreview>();
  readonly #serializer: Disposable;

  constructor(parts: SlotPreviewsParts) {
    this.#parts = parts;
    this.#serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => this.#restore(panel, state),
    });
  }

  /** Shows the preview of a slot, a new one where there is none. */
  show(session: RepositorySession, slot: string): void {
    const state: PreviewState = { repository: session.id, slot, side: 'slot', path: '/' };
    const present = this.#open.get(keyOf(state));
    if (present) {
      present.reveal();
      return;
    }
    const options = {
      enableScripts: true,
      retainContextWhenHidden: true,
      localResourceRoots: previewRoots(this.#parts.extension.extensionUri),
    };
    const title = l10n.t('Preview: {0}', slot);
    this.#adopt(window.createWebviewPanel(viewType, title, ViewColumn.Active, options), state);
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const preview of this.#open.values()) preview.dispose();
  }

  #restore(panel: WebviewPanel, kept: unknown): void {
    const state = parseState(kept);
    if (state === undefined || this.#open.has(keyOf(state))) panel.dispose();
    else this.#adopt(panel, state);
  }

  #adopt(panel: WebviewPanel, state: PreviewState): void {
    const { extension, ...shared } = this.#parts;
    const key = keyOf(state);
    const preview = new SlotPreview(panel, { ...shared, state, extensionUri: extension.extensionUri });
    this.#open.set(key, preview);
    panel.onDidDispose(() => {
      this.#open.delete(key);
      preview.dispose();
    });
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
