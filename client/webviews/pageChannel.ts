import type { Disposable, LogOutputChannel, Uri, WebviewPanel } from 'vscode';
import { type WebviewPage, webviewPage, webviewRoots } from './webviewPage.ts';

export interface PageChannelParts<FromPage> {
  readonly page: WebviewPage;
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
  /** Called with what the page says; `ready` comes first, and again after it was hidden. */
  onMessage(message: FromPage): Promise<void>;
  onVisibility(visible: boolean): void;
}

/** The page of a panel as the extension talks with it. What is sent while it is hidden is lost: it says when it is there again. */
export class PageChannel<FromPage extends { readonly type: string }, ToPage> implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #subscriptions: readonly Disposable[];
  #ready = false;

  constructor(panel: WebviewPanel, parts: PageChannelParts<FromPage>) {
    this.#panel = panel;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(parts.extensionUri) };
    this.#subscriptions = [
      webview.onDidReceiveMessage((message: FromPage) => {
        if (message.type === 'ready') this.#ready = true;
        parts.onMessage(message).catch((error: unknown) => parts.log.error(String(error)));
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
        parts.onVisibility(panel.visible);
      }),
    ];
    webview.html = webviewPage(webview, parts.extensionUri, parts.page);
  }

  send(message: ToPage): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
