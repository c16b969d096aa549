import type { Traffic } from '../../protocol/traffic.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { decideCancel } from './decideDeployment.ts';
import type { DeploymentDesk } from './deploymentDesk.ts';
import { routeOf } from './deploymentHistory.ts';
import type { DeploymentPolicy } from './deploymentPolicy.ts';
import { DeploymentStream } from './deploymentStream.ts';
import { releaseCommand } from './releaseCommand.ts';
import type { ReleaseGuard } from './releaseGuard.ts';
import type { DeploymentRequest } from './requestedDeployment.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';

export interface ReleaseRollbackParts {
  readonly commands: CommandStore;
  readonly book: TrafficBook;
  readonly policy: Pick<DeploymentPolicy, 'guardsRollback'>;
  readonly guard: Pick<ReleaseGuard, 'moving'>;
  readonly desk: DeploymentDesk;
}

type FormerRelease = Pick<DeploymentRequest, 'revision' | 'command'> & { readonly commit: string };

/** Time for which an answer waits until the requests are back: longer only where a release has to be started again. */
const answerMilliseconds = 2000;

/** Rollbacks that are more than a switch: of a deployment under way, to a release of long ago, and with approvals. */
export class ReleaseRollback {
  readonly #parts: ReleaseRollbackParts;

  constructor(parts: ReleaseRollbackParts) {
    this.#parts = parts;
  }

  /**
   * Rolls an environment and team back by a deployment.
   * @param to deployment whose release is wanted; undefined for the one before
   * @returns undefined where a switch is all that is needed
   * @throws {Refusal} `not-found`, `nothing-to-roll-back`, and what a deployment is refused for
   */
  async byDeployment(route: string, to: string | undefined, meta: CommandMeta): Promise<Traffic | undefined> {
    const moving = this.#parts.guard.moving(route);
    if (moving !== undefined && to === undefined) return this.#endMoving(route, moving, meta);
    const [environment = '', team = ''] = route.split('/');
    const needsApproval = await this.#parts.policy.guardsRollback(environment);
    if (to === undefined && !needsApproval) return undefined;
    const release = to === undefined ? this.#previous(route) : this.#releaseOf(route, to);
    await this.#parts.desk.request({ environment, team, ...release, rollback: true }, meta);
    return this.#parts.book.row(route);
  }

  #previous(route: string): FormerRelease {
    const { book, commands } = this.#parts;
    const { previous } = book.state(route);
    if (previous) {
      const { revision, commit } = previous;
      return { revision, commit, command: releaseCommand(commands, route, previous) };
    }
    throw new Refusal('nothing-to-roll-back', `No other release of ${route} was live before.`);
  }

  #releaseOf(route: string, id: string): FormerRelease {
    const { history } = new DeploymentStream(this.#parts.commands, id);
    const { revision, commit, command, state } = history;
    if (routeOf(history) === route && state === 'live') return { revision, commit, command };
    throw new Refusal('nothing-to-roll-back', `Deployment ${id} has not been live in ${route}.`);
  }

  async #endMoving(route: string, id: string, meta: CommandMeta): Promise<Traffic> {
    const { commands, book } = this.#parts;
    const stream = new DeploymentStream(commands, id);
    const ended = Promise.withResolvers<void>();
    const unsubscribe = commands.onCommitted((event) => {
      if (event.stream === `deployment/${id}` && event.type === 'deployment.ended') ended.resolve();
    });
    const timer = setTimeout(ended.resolve, answerMilliseconds);
    try {
      const reason = `${meta.actor} rolled it back.`;
      await stream.record((history) => decideCancel(id, history ?? stream.history, reason), meta);
      await ended.promise;
    } finally {
      clearTimeout(timer);
      unsubscribe();
    }
    return book.row(route);
  }
}
