import {
  type Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from 'vscode';
import { commandId } from './contributions.ts';
import { followSessions } from './followSessions.ts';
import type { RepositorySession } from './infrastructure/repositorySession.ts';
import type { Repositories } from './repositories.ts';
import { hasTrait } from './views/agents/agentTraits.ts';

/** Commands the tooltip may link to: only these are trusted, whatever the texts in it say. */
const linked = [
  commandId.showAttention,
  commandId.refresh,
  commandId.restartService,
  commandId.showLog,
] as const;

/** The one number that matters: how many things need a human. In colour only when something is blocked. */
export class AttentionStatusBar implements Disposable {
  readonly #repositories: Repositories;
  readonly #item: StatusBarItem;
  readonly #following: Disposable;

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
    this.#item = window.createStatusBarItem('swarm.attention', StatusBarAlignment.Left, 10);
    this.#item.name = 'Swarm';
    this.#item.command = commandId.showAttention;
    this.#following = followSessions(
      repositories,
      ({ store }) => store.onChanged(({ resource }) => resource === 'attention' && this.#show()),
      () => this.#show(),
    );
  }

  /** What the item says at the moment; for tests. */
  get text(): string {
    return this.#item.text;
  }

  dispose(): void {
    this.#following.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const sessions = this.#repositories.sessions.filter((session) => session.state.kind !== 'off');
    if (sessions.length === 0) this.#item.hide();
    else this.#present(sessions);
  }

  #present(sessions: readonly RepositorySession[]): void {
    const messages = sessions.flatMap((session) => attentionOf(session));
    const failed = sessions.some(({ state }) => state.kind === 'unreachable');
    this.#item.text = failed ? '$(error) Swarm' : `$(pulse) ${messages.length}`;
    this.#item.backgroundColor = backgroundColor(failed, sessions.some(hasBlockedAgent));
    this.#item.tooltip = tooltip(sessions, messages);
    const spoken = failed
      ? l10n.t('Swarm: the service is unreachable')
      : l10n.t('Swarm: {0} things need a human', messages.length);
    this.#item.accessibilityInformation = { label: spoken, role: 'button' };
    this.#item.show();
  }
}

function attentionOf(session: RepositorySession): string[] {
  return [...session.store.rows('attention').values()].map((row) => row.message);
}

function hasBlockedAgent(session: RepositorySession): boolean {
  const { store } = session;
  return [...store.rows('attention').values()].some(({ resource, row }) => {
    const agent = resource === 'agents' ? store.get('agents', row) : undefined;
    return agent !== undefined && hasTrait(agent, 'blocked');
  });
}

function backgroundColor(failed: boolean, blocked: boolean): ThemeColor | undefined {
  if (failed) return new ThemeColor('statusBarItem.errorBackground');
  return blocked ? new ThemeColor('statusBarItem.warningBackground') : undefined;
}

function tooltip(sessions: readonly RepositorySession[], messages: readonly string[]): MarkdownString {
  const text = new MarkdownString('', true);
  text.isTrusted = { enabledCommands: [...linked] };
  const reasons = sessions.flatMap(({ state }) => ('reason' in state ? [state.reason] : []));
  const lines = [...reasons, ...messages];
  if (lines.length === 0) text.appendText(l10n.t('Nothing needs a human.')).appendMarkdown('\n\n');
  for (const line of lines.slice(0, 10)) text.appendMarkdown('* ').appendText(line).appendMarkdown('\n');
  if (lines.length > 10) text.appendMarkdown(`* +${lines.length - 10}\n`);
  text.appendMarkdown('\n\n---\n\n');
  const [show, refresh, restart, log] = linked;
  const links = [
    `[$(list-unordered) ${l10n.t('Show all')}](command:${show})`,
    `[$(refresh) ${l10n.t('Refresh')}](command:${refresh})`,
    `[$(debug-restart) ${l10n.t('Restart Service')}](command:${restart})`,
    `[$(output) ${l10n.t('Show Log')}](command:${log})`,
  ];
  text.appendMarkdown(links.join(' &nbsp; '));
  return text;
}
