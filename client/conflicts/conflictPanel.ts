import {
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import type { ConflictHunks, ConflictMatrix } from '../../server/protocol/conflicts.ts';
import type { VirtualDocuments } from '../documents/virtualDocuments.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { webviewPage, webviewRoots } from '../webviews/webviewPage.ts';
import { matrixData } from './matrixData.ts';
import { openConflict } from './openConflict.ts';
import { panelTexts } from './panelTexts.ts';
import { sessionNotice } from './sessionNotice.ts';
import type { MatrixData, ToHost, ToWebview } from './webview/messages.ts';

export interface ConflictPanelParts {
  /** Id of the session it shows. */
  readonly repository: string;
  readonly repositories: Repositories;
  readonly documents: VirtualDocuments;
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** Milliseconds: branches move in bursts; what is being computed is looked at again. */
const settle = 150;
const settleRows = 50;
const lookAgain = 700;
const startTimeout = 60_000;

/** One panel with the matrix of a repository, kept current while it is on the screen. */
export class ConflictPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #parts: ConflictPanelParts;
  readonly #shown = new EventEmitter<void>();
  readonly #subscriptions: Disposable[];
  #session: RepositorySession | undefined;
  #unfollow: (() => void) | undefined;
  #matrix: ConflictMatrix | undefined;
  #hunks: ConflictHunks | undefined;
  #soon: NodeJS.Timeout | undefined;
  #showing: NodeJS.Timeout | undefined;
  #asking: AbortController | undefined;
  #detailsAsked = 0;
  #ready = false;

  /** What it shows may be different. */
  readonly onDidShow = this.#shown.event;

  constructor(panel: WebviewPanel, parts: ConflictPanelParts) {
    this.#panel = panel;
    this.#parts = parts;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(parts.extensionUri) };
    this.#subscriptions = [
      this.#shown,
      webview.onDidReceiveMessage((message: ToHost) => {
        this.#receive(message).catch((error: unknown) => parts.log.error(String(error)));
      }),
      panel.onDidChangeViewState(() => this.#appear()),
      parts.repositories.onDidChange(() => this.#followSession()),
    ];
    const state = { repository: parts.repository };
    webview.html = webviewPage(webview, parts.extensionUri, { name: 'conflictMatrix', state });
    this.#followSession();
  }

  /** What it shows at the moment; for tests. */
  get shown(): MatrixData | undefined {
    return this.#matrix && this.#session && matrixData(this.#matrix, this.#session.store);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#showing);
    this.#asking?.abort();
    this.#unfollow?.();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #followSession(): void {
    const session = this.#parts.repositories.find(this.#parts.repository);
    if (session !== this.#session) {
      this.#unfollow?.();
      this.#session = session;
      this.#unfollow = session?.store.onChanged(({ resource }) => {
        if (resource === 'conflicts') this.#showing ??= setTimeout(() => this.#show(), settleRows);
        if (resource === 'branches' || resource === 'teams') this.#loadSoon(settle);
      });
    }
    this.#notice();
    if (session?.state.kind === 'live') this.#loadSoon(0);
  }

  /** A panel that was hidden has lost its page: it says when it is there again. */
  #appear(): void {
    if (this.#panel.visible) this.#loadSoon(0);
    else this.#ready = false;
  }

  #loadSoon(milliseconds: number): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#load(), milliseconds);
  }

  /** Never rejects: the panel says why there is nothing new. */
  async #load(): Promise<void> {
    const session = this.#session;
    if (session?.state.kind !== 'live' || !this.#panel.visible) return;
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const matrix = await session.call('conflictMatrix', { signal });
      if (signal.aborted) return;
      this.#matrix = matrix;
      this.#notice();
      this.#show();
      if (matrix.state === 'computing') this.#loadSoon(lookAgain);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#parts.log.warn(`The conflict forecast cannot be shown: ${reason}`);
    const message = l10n.t('The branches cannot be compared: {0}', reason);
    const action = { label: l10n.t('Retry'), message: { type: 'retry' } as const };
    this.#send({ type: 'notice', notice: { message, action } });
  }

  #notice(): void {
    this.#send({ type: 'notice', notice: sessionNotice(this.#session) });
  }

  #show(): void {
    clearTimeout(this.#showing);
    this.#showing = undefined;
    this.#send({ type: 'matrix', matrix: this.shown });
    this.#shown.fire();
  }

  #send(message: ToWebview): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
  }

  async #receive(message: ToHost): Promise<void> {
    if (message.type === 'ready') {
      this.#ready = true;
      this.#send({ type: 'texts', texts: panelTexts() });
      this.#notice();
      this.#show();
    } else if (message.type === 'details') await this.#sendDetails(message.a, message.b);
    else if (message.type === 'open') await this.#open(message);
    else {
      // Whether it could be started is told by the session's state.
      if (message.type === 'start') this.#session?.ready(AbortSignal.timeout(startTimeout)).catch(() => {});
      this.#loadSoon(0);
    }
  }

  async #sendDetails(a: string, b: string): Promise<void> {
    const details = { a, b, files: [], problem: undefined };
    this.#detailsAsked += 1;
    const asked = this.#detailsAsked;
    try {
      if (!this.#session) throw new Error(sessionNotice(undefined)?.message);
      const found = await this.#session.call('conflictHunks', { query: { a, b } });
      // Of two pairs asked about, the answer about the first may come last.
      if (asked !== this.#detailsAsked) return;
      this.#hunks = found;
      const files = found.files.map(({ path, hunks, why }) => ({ path, hunks, why }));
      this.#send({ type: 'details', details: { ...details, files } });
    } catch (error) {
      if (asked !== this.#detailsAsked) return;
      const problem = error instanceof Error ? error.message : String(error);
      this.#send({ type: 'details', details: { ...details, problem } });
    }
  }

  async #open({ a, b, path, hunk }: Extract<ToHost, { type: 'open' }>): Promise<void> {
    const file = this.#hunks?.files.find((one) => one.path === path);
    if (this.#session && file && this.#hunks?.a === a && this.#hunks.b === b)
      await openConflict(this.#parts.documents, this.#session, { a, b }, file, hunk);
  }
}
