import type { Deployment } from '../../protocol/deployments.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import { Refusal } from '../refusal.ts';
import { decideApproval, decideCancel, decideContinue } from './decideDeployment.ts';
import { deploymentRequested } from './deploymentEvents.ts';
import { type DeploymentHistory, routeOf } from './deploymentHistory.ts';
import type { DeploymentPolicy } from './deploymentPolicy.ts';
import type { DeploymentRows } from './deploymentRows.ts';
import { DeploymentStream, deploymentsIn } from './deploymentStream.ts';
import { deploymentSubject } from './deploymentSubject.ts';
import type { KeptCommits } from './keptCommits.ts';
import { releaseCommand } from './releaseCommand.ts';
import type { ReleaseGates } from './releaseGates.ts';
import { type DeploymentRequest, requestedDeployment, rolloutOf } from './requestedDeployment.ts';
import type { DeploymentCommand } from './slots/deploymentCommand.ts';
import type { SlotFleet } from './slots/slotFleet.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';

export interface DeskParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly fleet: Pick<SlotFleet, 'releases'>;
  readonly gates: Pick<ReleaseGates, 'refuseForbidden'>;
  readonly policy: DeploymentPolicy;
  readonly book: TrafficBook;
  readonly kept: KeptCommits;
  readonly rows: DeploymentRows;
}

/** What people ask of deployments. */
export class DeploymentDesk {
  readonly #parts: DeskParts;
  /** Requests that are not recorded yet, by their key. */
  readonly #pending = new Map<string, Promise<Deployment>>();
  #lastId = 0;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /**
   * Records a deployment; its steps follow.
   * @throws {Refusal} `not-found`, `not-allowed`, `no-deployment-configured`, `command-not-approved`, `resource-conflict`, `unknown-revision`, `slot-reserved`, `git-failed`
   */
  async request(asked: DeploymentRequest, meta: CommandMeta): Promise<Deployment> {
    const key = meta.idempotency?.key;
    if (key === undefined) return this.#new(asked, meta);
    // A repetition waits for the first one: the store recognises it by its stream, so it has to be the same.
    for (let first = this.#pending.get(key); first; first = this.#pending.get(key))
      await first.catch(() => {});
    const known = this.#idOf(key);
    if (known !== undefined) return this.#record(known, [], meta);
    const recorded = this.#new(asked, meta).finally(() => this.#pending.delete(key));
    this.#pending.set(key, recorded);
    return recorded;
  }

  async #new(asked: DeploymentRequest, meta: CommandMeta): Promise<Deployment> {
    const request = await this.#checked(asked, meta);
    const id = String(this.#nextId());
    const key = meta.idempotency?.key ?? null;
    const drafts = [deploymentRequested({ ...request, key })];
    return this.#parts.kept.keep(id, request.commit, () => this.#record(id, drafts, meta));
  }

  /** @throws {Refusal} `not-found`, `invalid-transition`, `not-allowed` */
  async approve(id: string, comment: string | null, meta: CommandMeta): Promise<Deployment> {
    const { history } = this.#stream(id);
    const given = { by: meta.actor, comment, verified: meta.verified === true };
    decideApproval(id, history, given);
    await this.#parts.policy.mayApprove({ ...history, id, bypassed: history.bypass !== null }, meta);
    return this.#change(id, (newest) => decideApproval(id, newest, given), meta);
  }

  /** @throws {Refusal} `not-found`, `invalid-transition`, `not-allowed` */
  async reject(id: string, reason: string, meta: CommandMeta): Promise<Deployment> {
    const { history } = this.#stream(id);
    decideApproval(id, history, { by: meta.actor, comment: null, verified: false });
    await this.#parts.policy.mayApprove({ ...history, id, bypassed: history.bypass !== null }, meta);
    return this.#change(
      id,
      (newest) => decideCancel(id, newest, `${meta.actor} rejected it: ${reason}`),
      meta,
    );
  }

  /** @throws {Refusal} `not-found`, `invalid-transition`, `not-allowed` */
  async continue(id: string, meta: CommandMeta): Promise<Deployment> {
    await this.#refuseForeign(id, meta);
    return this.#change(id, (newest) => decideContinue(id, newest), meta);
  }

  /** @throws {Refusal} `not-found`, `invalid-transition`, `not-allowed` */
  async cancel(id: string, reason: string, meta: CommandMeta): Promise<Deployment> {
    await this.#refuseForeign(id, meta);
    return this.#change(
      id,
      (newest) => decideCancel(id, newest, `${meta.actor} cancelled it: ${reason}`),
      meta,
    );
  }

  /** Only the team itself, and whoever belongs to none, may act on its deployments. */
  async #refuseForeign(id: string, meta: CommandMeta): Promise<void> {
    const { environment, team } = this.#stream(id).history;
    await this.#parts.policy.mayRequest({ environment, team, slot: null }, meta);
  }

  async #checked(asked: DeploymentRequest, meta: CommandMeta) {
    const { configuration, repository, fleet, gates, policy } = this.#parts;
    const { environment, team, slot = null, revision, rollback = false, bypass = null } = asked;
    const rollout = rolloutOf(configuration.current, asked, await policy.requiredGates(environment));
    const place = { environment, team, slot };
    await policy.mayRequest(place, meta);
    await policy.refuseUnproven(environment, rollback, meta);
    if (bypass !== null) await policy.mayBypass(place, meta);
    const commit = asked.commit ?? (await resolveCommit(repository.git, revision));
    if (commit === undefined)
      throw new Refusal(
        'unknown-revision',
        `${JSON.stringify(revision)} names no commit of this repository.`,
      );
    const route = `${environment}/${team}`;
    if (rollback) this.#refuseNeverLive(route, commit, revision);
    const command = await fleet.releases.check(
      route,
      commit,
      rollback ? this.#before(asked, commit) : undefined,
    );
    if (!rollback && bypass === null) await gates.refuseForbidden(team, rollout.gates, commit);
    return requestedDeployment(asked, { ...rollout, commit, command });
  }

  #before({ environment, team, command }: DeploymentRequest, commit: string): DeploymentCommand | undefined {
    return command ?? releaseCommand(this.#parts.commands, `${environment}/${team}`, { commit });
  }

  /** Gates are passed over for a rollback, so it must be one. */
  #refuseNeverLive(route: string, commit: string, revision: string): void {
    const { commands, book } = this.#parts;
    const { previous } = book.state(route);
    const wasLive = deploymentsIn(commands).some(
      ([, history]) => history.state === 'live' && routeOf(history) === route && history.commit === commit,
    );
    if (wasLive || previous?.commit === commit) return;
    throw new Refusal(
      'nothing-to-roll-back',
      `${revision} was not live in ${route} before; deploy it without "rollback".`,
    );
  }

  #stream(id: string): DeploymentStream {
    return new DeploymentStream(this.#parts.commands, id);
  }

  async #change(
    id: string,
    decide: (history: DeploymentHistory) => ReturnType<typeof decideCancel>,
    meta: CommandMeta,
  ): Promise<Deployment> {
    const stream = this.#stream(id);
    await stream.record((newest) => decide(newest ?? stream.history), meta);
    return this.#shown(id);
  }

  async #record(id: string, drafts: ReturnType<typeof decideCancel>, meta: CommandMeta): Promise<Deployment> {
    await this.#parts.commands.execute(deploymentSubject, id, () => drafts, meta);
    return this.#shown(id);
  }

  /** @throws {Refusal} `not-found` */
  #shown(id: string): Deployment {
    const row = this.#parts.rows.show(id);
    if (row) return row;
    throw new Refusal('not-found', `There is no deployment ${id}.`);
  }

  #nextId(): number {
    const recorded = deploymentsIn(this.#parts.commands).map(([id]) => Number(id));
    this.#lastId = Math.max(this.#lastId, recorded.at(-1) ?? 0) + 1;
    return this.#lastId;
  }

  #idOf(key: string): string | undefined {
    return deploymentsIn(this.#parts.commands).findLast(([, history]) => history.key === key)?.[0];
  }
}
