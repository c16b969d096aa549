import assert from 'node:assert/strict';
import { type Disposable, type Event, extensions } from 'vscode';
import type { SwarmExtension } from '../../../client/extension.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';

/** The activated extension under test. */
export async function swarmExtension(): Promise<SwarmExtension> {
  const extension = extensions.getExtension<SwarmExtension>('swarm-tools.swarm');
  assert.ok(extension, 'the extension under test is installed');
  return extension.activate();
}

/** Resolves with what `find` gives once it gives something; asks again at each event. */
export function eventually<Value>(event: Event<unknown>, find: () => Value | undefined): Promise<Value> {
  const subscriptions: Disposable[] = [];
  return new Promise<Value>((resolve, reject) => {
    const look = () => {
      try {
        const found = find();
        if (found !== undefined && found !== false) resolve(found);
      } catch (error) {
        reject(error);
      }
    };
    subscriptions.push(event(look));
    look();
  }).finally(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
}

/** The session of the only repository, once its rows are there. */
export async function liveSession(): Promise<RepositorySession> {
  const { repositories } = await swarmExtension();
  return eventually(repositories.onDidChange, () =>
    repositories.sessions.find((session) => session.state.kind === 'live'),
  );
}

/** Resolves once the store of a session gives something to `find`. */
export function eventuallyStored<Value>(
  session: RepositorySession,
  find: () => Value | undefined,
): Promise<Value> {
  return eventually((listener) => ({ dispose: session.store.onChanged(listener) }), find);
}
