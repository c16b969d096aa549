import { type Disposable, env, type LogOutputChannel, l10n, Uri, type WebviewPanel } from 'vscode';
import type { Slot } from '../../server/protocol/slots.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { liveSlot } from '../views/slots/liveSlot.ts';
import { webviewRoots } from '../webviews/webviewPage.ts';
import { framingObstacle } from './framing.ts';
import { previewPage } from './previewPage.ts';
import type {
  PreviewData,
  PreviewSide,
  PreviewState,
  PreviewTexts,
  PreviewToHost,
  SideName,
} from './webview/messages.ts';

export interface SlotPreviewParts {
  readonly state: PreviewState;
  readonly repositories: Repositories;
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** One panel that shows what a slot serves, beside what is live of its environment and team. */
export class SlotPreview implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #parts: SlotPreviewParts;
  readonly #subscriptions: readonly Disposable[];
  #state: PreviewState;
  #session: RepositorySession | undefined;
  #unfollow: (() => void) | undefined;
  #shown = '';

  constructor(panel: WebviewPanel, parts: SlotPreviewParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#state = parts.state;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(parts.extensionUri) };
    this.#subscriptions = [
      webview.onDidReceiveMessage((message: PreviewToHost) => this.#receive(message)),
      parts.repositories.onDidChange(() => this.#followSession()),
    ];
    this.#followSession();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#unfollow?.();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #followSession(): void {
    const session = this.#parts.repositories.find(this.#state.repository);
    if (session !== this.#session) {
      this.#unfollow?.();
      this.#session = session;
      this.#unfollow = session?.store.onChanged(({ resource }) => {
        // Also another slot of the same place may have become the live one.
        if (resource === 'slots') this.#renderSoon();
      });
    }
    this.#renderSoon();
  }

  #renderSoon(): void {
    this.#render().catch((error: unknown) => this.#parts.log.error(String(error)));
  }

  /** Makes the page anew where its addresses are other ones: only those may be shown in it. */
  async #render(): Promise<void> {
    const slot = this.#session?.store.get('slots', this.#state.slot);
    const offered = slot ? addressesOf(slot, this.#session) : [];
    const facts = JSON.stringify([offered, slot?.state, this.#session?.state.kind]);
    if (facts === this.#shown) return;
    this.#shown = facts;
    const sides = await Promise.all(offered.map(reachable));
    const data: PreviewData = {
      ...this.#state,
      sides,
      notice: await this.#notice(slot, sides),
      texts: texts(),
    };
    // Another change may have come meanwhile.
    if (facts !== this.#shown) return;
    this.#panel.title = l10n.t('Preview: {0}', this.#state.slot);
    this.#panel.webview.html = previewPage(this.#panel.webview, this.#parts.extensionUri, data);
  }

  async #notice(slot: Slot | undefined, sides: readonly PreviewSide[]): Promise<string | undefined> {
    if (!this.#session || this.#session.state.kind === 'off')
      return l10n.t('The service of this repository is not running.');
    if (this.#session.root === undefined)
      return l10n.t('The slot runs on the machine of the service, where alone its address can be reached.');
    if (!slot) return l10n.t('There is no slot "{0}" (environment/team/slot).', this.#state.slot);
    const [own] = sides;
    if (own?.name !== 'slot') return l10n.t('Nothing serves in this slot at the moment ({0}).', slot.state);
    const header = await framingObstacle(own.origin + this.#state.path);
    return (
      header && l10n.t('This page does not let itself be shown here ({0}). Open it in a browser.', header)
    );
  }

  #receive(message: PreviewToHost): void {
    const { side, path } = message;
    this.#state = { ...this.#state, side, path };
    if (message.type === 'external') void this.#openExternal(side, path);
  }

  async #openExternal(side: SideName, path: string): Promise<void> {
    const slot = this.#session?.store.get('slots', this.#state.slot);
    const own = slot && addressesOf(slot, this.#session).find(({ name }) => name === side);
    if (own) await env.openExternal(await env.asExternalUri(Uri.parse(own.origin + path, true)));
  }
}

type Offered = Omit<PreviewSide, 'reached'>;

/** The slot's own address, and the stable one where another slot is live. On another machine there is none. */
function addressesOf(slot: Slot, session: RepositorySession | undefined): Offered[] {
  if (session?.root === undefined) return [];
  const { url, address } = slot;
  const live = liveSlot(session.store, slot);
  const own: Offered[] = url === null ? [] : [{ name: 'slot', label: slot.slot, origin: originOf(url) }];
  if (address === null || live === undefined || live.id === slot.id) return own;
  return [...own, { name: 'live', label: l10n.t('Live'), origin: originOf(address) }];
}

function originOf(url: string): string {
  return new URL(url).origin;
}

/** Where the editor's window is on another machine than the slot, the editor forwards the port. */
async function reachable(offered: Offered): Promise<PreviewSide> {
  const uri = await env.asExternalUri(Uri.parse(offered.origin, true));
  return { ...offered, reached: uri.toString(true).replace(/\/+$/, '') };
}

function texts(): PreviewTexts {
  return {
    reload: l10n.t('Reload'),
    address: l10n.t('Address'),
    external: l10n.t('Open in Browser'),
    sides: l10n.t('What is shown'),
    elsewhere: l10n.t('Only pages of {0} are shown here.', '{0}'),
  };
}
