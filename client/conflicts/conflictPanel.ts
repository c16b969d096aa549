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
import { PageChannel } from '../webviews/pageChannel.ts';
import { sessionNotice } from '../webviews/sessionNotice.ts';
import { matrixData } from './matrixData.ts';
import { openConflict } from './openConflict.ts';
import { panelTexts } from './panelTexts.ts';
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
  readonly #page: PageChannel<ToHost, ToWebview>;
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

  /** What it shows may be different. */
  readonly onDidShow = this.#shown.event;

  constructor(panel: WebviewPanel, parts: ConflictPanelParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#page = new PageChannel(panel, {
      ...parts,
      page: { name: 'conflictMatrix', state: { repository: parts.repository } },
      onMessage: (message) => this.#receive(message),
      onVisibility: (visible) => {
        if (visible) this.#loadSoon(0);
      },
    });
    this.#subscriptions = [
      this.#shown,
      this.#page,
      parts.repositories.onDidChange(() => this.#followSession()),
    ];
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
    this.#page.send({ type: 'notice', notice: { message, action } });
  }

  #notice(): void {
    const notice = sessionNotice(this.#session);
    const start = notice?.start;
    const action = start === undefined ? undefined : { label: start, message: { type: 'start' } as const };
    this.#page.send({ type: 'notice', notice: notice && { message: notice.message, action } });
  }

  #show(): void {
    clearTimeout(this.#showing);
    this.#showing = undefined;
    this.#page.send({ type: 'matrix', matrix: this.shown });
    this.#shown.fire();
  }

  async #receive(message: ToHost): Promise<void> {
    if (message.type === 'ready') {
      this.#page.send({ type: 'texts', texts: panelTexts() });
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
      this.#page.send({ type: 'details', details: { ...details, files } });
    } catch (error) {
      if (asked !== this.#detailsAsked) return;
      const problem = error instanceof Error ? error.message : String(error);
      this.#page.send({ type: 'details', details: { ...details, problem } });
    }
  }

  async #open({ a, b, path, hunk }: Extract<ToHost, { type: 'open' }>): Promise<void> {
    const file = this.#hunks?.files.find((one) => one.path === path);
    if (this.#session && file && this.#hunks?.a === a && this.#hunks.b === b)
      await openConflict(this.#parts.documents, this.#session, { a, b }, file, hunk);
  }
}
