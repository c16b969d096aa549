import {
  type Disposable,
  type LogOutputChannel,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { followSessions } from '../followSessions.ts';
import type { Repositories } from '../repositories.ts';
import type { HeldFile } from './heldFile.ts';
import { editWarning, heldLabel, leaseFacts, spokenHolder } from './leaseTexts.ts';

export interface LeaseIndicatorParts {
  readonly repositories: Repositories;
  readonly log: LogOutputChannel;
  /** Who acts in this window. */
  readonly person: string;
  /** Shows the holder among the agents. */
  reveal(held: HeldFile): Promise<void>;
}

/** Milliseconds: leases of one task come together. */
const settle = 150;

/** Shows who holds the file that is open, and tells a person once who edits what an agent holds. */
export class LeaseIndicator implements Disposable {
  readonly #parts: LeaseIndicatorParts;
  readonly #item: StatusBarItem;
  readonly #subscriptions: Disposable[];
  /** Leases the person was told of already. */
  readonly #told = new Set<string>();
  #asking = new AbortController();
  #soon: NodeJS.Timeout | undefined;
  #held: { readonly document: TextDocument; readonly file: HeldFile } | undefined;

  constructor(parts: LeaseIndicatorParts) {
    this.#parts = parts;
    this.#item = window.createStatusBarItem('swarm.leaseHolder', StatusBarAlignment.Right, 110);
    this.#item.name = l10n.t('Swarm: Lease on the File');
    this.#subscriptions = [
      this.#item,
      followSessions(
        parts.repositories,
        ({ store }) => store.onChanged(({ resource }) => resource === 'leases' && this.#askSoon()),
        () => this.#askSoon(),
      ),
      window.onDidChangeActiveTextEditor(() => void this.#ask()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#edited(document);
      }),
    ];
    void this.#ask();
  }

  /** What the status bar says at the moment; empty where nobody holds the file that is open. For tests. */
  get text(): string {
    return this.#held ? this.#item.text : '';
  }

  dispose(): void {
    clearTimeout(this.#soon);
    this.#asking.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #askSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#ask(), settle);
  }

  /** Never rejects: where nobody answers nothing is shown. */
  async #ask(): Promise<void> {
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const document = window.activeTextEditor?.document;
    const file = document?.uri.scheme === 'file' ? await this.#load(document, asking.signal) : undefined;
    if (asking.signal.aborted) return;
    this.#held = document && file ? { document, file } : undefined;
    if (file) this.#show(file);
    else this.#item.hide();
  }

  async #load(document: TextDocument, signal: AbortSignal): Promise<HeldFile | undefined> {
    const { repositories, log } = this.#parts;
    if (repositories.sessions.length === 0) return undefined;
    try {
      // Loaded only here: a window without a service never pays for it.
      const { loadHeldFile } = await import('./heldFile.ts');
      return await loadHeldFile(document.uri.fsPath, repositories.sessions, signal);
    } catch (error) {
      if (!signal.aborted) log.debug(`Nobody says who holds ${document.uri.fsPath}: ${error}`);
      return undefined;
    }
  }

  #show({ lease, path }: HeldFile): void {
    const { person } = this.#parts;
    const tooltip = new MarkdownString();
    for (const fact of leaseFacts(lease, path)) tooltip.appendText(fact).appendMarkdown('  \n');
    this.#item.text = heldLabel(lease, person);
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: spokenHolder(lease, person) };
    this.#item.show();
  }

  /** One warning for each lease: the person may have good reasons. */
  #edited(document: TextDocument): void {
    if (this.#held?.document !== document) return;
    const { file } = this.#held;
    const { session, lease, path } = file;
    const key = `${session.id} ${lease.id}`;
    if (lease.holder === this.#parts.person || this.#told.has(key)) return;
    this.#told.add(key);
    void this.#warn(file, editWarning(lease, path));
  }

  async #warn(file: HeldFile, message: string): Promise<void> {
    const show = l10n.t('Show Agent');
    if ((await window.showWarningMessage(message, show)) === show) await this.#parts.reveal(file);
  }
}
