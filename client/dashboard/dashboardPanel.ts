import {
  commands,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import { commandId } from '../contributions.ts';
import { LiveReply } from '../infrastructure/liveReply.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { PageChannel } from '../webviews/pageChannel.ts';
import { sessionNotice } from '../webviews/sessionNotice.ts';
import type { PanelContent } from '../webviews/webviewPanels.ts';
import { dashboardData, firstContract } from './dashboardData.ts';
import { dashboardTexts } from './dashboardTexts.ts';
import { exportChart } from './exportChart.ts';
import type { DashboardData, DashboardState, FromDashboard, ToDashboard } from './webview/messages.ts';

export interface DashboardPanelParts {
  readonly repositories: Repositories;
  readonly log: LogOutputChannel;
  readonly extensionUri: Uri;
  readonly state: DashboardState;
}

const resources = ['contracts', 'tasks'] as const;
const settleRows = 100;
const settleReplies = 250;
const startTimeout = 60_000;

/** One panel with the dashboard of a repository, kept current while it is on the screen. */
export class DashboardPanel implements PanelContent {
  readonly #panel: WebviewPanel;
  readonly #page: PageChannel<FromDashboard, ToDashboard>;
  readonly #parts: DashboardPanelParts;
  readonly #shown = new EventEmitter<void>();
  readonly #subscriptions: Disposable[];
  #session: RepositorySession | undefined;
  #unfollow: (() => void)[] = [];
  #leaderboard: LiveReply<'leaderboard'> | undefined;
  #burnUp: LiveReply<'burnUp'> | undefined;
  #contract: string;
  #showing: NodeJS.Timeout | undefined;

  /** What it shows may be different. */
  readonly onDidShow = this.#shown.event;

  constructor(panel: WebviewPanel, parts: DashboardPanelParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#contract = parts.state.contract;
    this.#page = new PageChannel(panel, {
      ...parts,
      page: { name: 'dashboard', state: parts.state },
      onMessage: (message) => this.#receive(message),
      onVisibility: (visible) => this.#appear(visible),
    });
    this.#subscriptions = [
      this.#shown,
      this.#page,
      parts.repositories.onDidChange(() => this.#followSession()),
    ];
    this.#followSession();
  }

  /** What it shows at the moment; for tests. */
  get shown(): DashboardData | undefined {
    if (!this.#session) return undefined;
    const { reply, problem } = this.#burnUp?.state ?? { reply: undefined, problem: undefined };
    const leaderboard = this.#leaderboard?.state.reply;
    return dashboardData(this.#session.store, { burnUp: reply, problem, leaderboard });
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Shows the burn-up of this contract. */
  choose(contract: string): void {
    this.#contract = contract;
    this.#followBurnUp();
  }

  dispose(): void {
    clearTimeout(this.#showing);
    this.#leaveSession();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #followSession(): void {
    const session = this.#parts.repositories.find(this.#parts.state.repository);
    if (session !== this.#session) {
      this.#leaveSession();
      this.#session = session;
      if (session) this.#follow(session);
    }
    this.#page.send({ type: 'notice', notice: sessionNotice(session) });
    this.#showSoon();
  }

  #follow(session: RepositorySession): void {
    const source = { route: 'leaderboard', request: {}, resources, settle: settleReplies } as const;
    const leaderboard = new LiveReply(session, source);
    this.#leaderboard = leaderboard;
    leaderboard.want(this.#panel.visible);
    this.#unfollow = [
      session.store.onChanged(() => this.#showSoon()),
      leaderboard.onChanged(() => this.#showSoon()),
      () => leaderboard.dispose(),
    ];
    this.#followBurnUp();
  }

  /** Follows the contract that was chosen, or one of which there is something to see. */
  #followBurnUp(): void {
    const session = this.#session;
    const known = session?.store.get('contracts', this.#contract);
    const contract = known ? this.#contract : session && firstContract(session.store);
    if (contract !== undefined) this.#contract = contract;
    this.#burnUp?.dispose();
    this.#burnUp = undefined;
    if (!session || contract === undefined) return;
    const request = { params: { contract } };
    this.#burnUp = new LiveReply(session, { route: 'burnUp', request, resources, settle: settleReplies });
    this.#burnUp.onChanged(() => this.#showSoon());
    this.#burnUp.want(this.#panel.visible);
    this.#showSoon();
  }

  #leaveSession(): void {
    for (const end of this.#unfollow) end();
    this.#unfollow = [];
    this.#burnUp?.dispose();
    this.#burnUp = undefined;
  }

  #appear(visible: boolean): void {
    this.#leaderboard?.want(visible);
    this.#burnUp?.want(visible);
  }

  #showSoon(): void {
    if (this.#panel.visible) this.#showing ??= setTimeout(() => this.#show(), settleRows);
  }

  #show(): void {
    clearTimeout(this.#showing);
    this.#showing = undefined;
    const gone = !this.#session?.store.get('contracts', this.#contract);
    if (gone && this.#session && this.#session.store.rows('contracts').size > 0) this.#followBurnUp();
    const data = this.shown;
    if (data) this.#page.send({ type: 'data', data });
    this.#shown.fire();
  }

  async #receive(message: FromDashboard): Promise<void> {
    if (message.type === 'ready') {
      this.#page.send({ type: 'texts', texts: dashboardTexts() });
      this.#page.send({ type: 'notice', notice: sessionNotice(this.#session) });
      this.#show();
    } else if (message.type === 'choose') this.choose(message.contract);
    else if (message.type === 'export') await this.#export(message.format);
    else if (message.type === 'attention') await commands.executeCommand(commandId.showAttention);
    // Whether it could be started is told by the session's state.
    else await this.#session?.ready(AbortSignal.timeout(startTimeout)).catch(() => {});
  }

  async #export(format: 'svg' | 'csv'): Promise<void> {
    const burnUp = this.shown?.burnUp;
    if (burnUp) await exportChart(burnUp, format, this.#session?.root);
  }
}
