import type { Disposable } from 'vscode';
import { followSessions } from '../../followSessions.ts';
import { LiveReply, type ReplyState } from '../../infrastructure/liveReply.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import type { Repositories } from '../../repositories.ts';

const reconciliationSource = {
  route: 'reconciliation',
  request: {},
  resources: ['contracts', 'tasks'],
  settle: 2_000,
  // Files that no row is made of may change as well.
  every: 60_000,
} as const;

const leaderboardSource = {
  route: 'leaderboard',
  request: {},
  resources: ['contracts', 'tasks'],
  settle: 500,
} as const;

interface Replies {
  readonly reconciliation: LiveReply<'reconciliation'>;
  readonly leaderboard: LiveReply<'leaderboard'>;
}

/** What the Contracts view shows besides contracts, kept current for each repository while the view is on the screen. */
export class ContractReplies implements Disposable {
  readonly #replies = new Map<LiveStore, Replies>();
  readonly #following: Disposable;
  readonly #onChanged: (session: RepositorySession) => void;
  #wanted = false;

  /** @param onChanged told of a repository about which something else is known now */
  constructor(repositories: Repositories, onChanged: (session: RepositorySession) => void) {
    this.#onChanged = onChanged;
    this.#following = followSessions(repositories, (session) => this.#follow(session));
  }

  reconciliation(store: LiveStore): ReplyState<'reconciliation'> {
    return (
      this.#replies.get(store)?.reconciliation.state ?? {
        reply: undefined,
        problem: undefined,
        loading: false,
      }
    );
  }

  leaderboard(store: LiveStore): ReplyState<'leaderboard'>['reply'] {
    return this.#replies.get(store)?.leaderboard.state.reply;
  }

  /** Whether anybody looks. */
  want(wanted: boolean): void {
    this.#wanted = wanted;
    for (const replies of this.#replies.values()) wantAll(replies, wanted);
  }

  /** Reads the files again, at once. */
  reload(): void {
    for (const { reconciliation } of this.#replies.values()) reconciliation.reload();
  }

  dispose(): void {
    this.#following.dispose();
  }

  #follow(session: RepositorySession): () => void {
    const replies = {
      reconciliation: new LiveReply(session, reconciliationSource),
      leaderboard: new LiveReply(session, leaderboardSource),
    };
    this.#replies.set(session.store, replies);
    const tell = () => this.#onChanged(session);
    const all = Object.values(replies);
    const unfollow = all.map((reply) => reply.onChanged(tell));
    wantAll(replies, this.#wanted);
    return () => {
      for (const end of unfollow) end();
      for (const reply of all) reply.dispose();
      this.#replies.delete(session.store);
    };
  }
}

function wantAll({ reconciliation, leaderboard }: Replies, wanted: boolean): void {
  reconciliation.want(wanted);
  leaderboard.want(wanted);
}
