import type { CommandMeta } from '../../events/subject.ts';
import type { Policy } from '../../protection/policy.ts';
import type { Protection } from '../../protection/protection.ts';
import { Refusal } from '../../refusal.ts';
import type {
  DeploymentPolicy,
  GovernedDeployment,
  PolicyAnswer,
  PolicyRequest,
} from '../deploymentPolicy.ts';
import type { SlotReservations } from '../slots/slotReservations.ts';
import { needsToken, refuseApproval } from './approvalRights.ts';
import { ExpiredApprovals } from './expiredApprovals.ts';
import { judgeRelease } from './judgeRelease.ts';
import { foreignTeamObstacle, isInBypass } from './teamGuard.ts';

export interface ReleasePolicyParts {
  /** The rules in force: those that the base has committed. */
  readonly protection: Pick<Protection, 'policy'>;
  readonly reservations: Pick<SlotReservations, 'obstacle' | 'refuseReserved'>;
}

/** Holds deployments and what is done to slots to the rules of swarm.json. */
export class ReleasePolicy implements DeploymentPolicy {
  readonly #parts: ReleasePolicyParts;
  readonly #expired = new ExpiredApprovals();

  constructor(parts: ReleasePolicyParts) {
    this.#parts = parts;
  }

  /** @throws {Refusal} `not-allowed`, `slot-reserved` */
  async mayRequest(request: PolicyRequest, { actor }: CommandMeta): Promise<void> {
    const { environment, team, slot } = request;
    const obstacle = foreignTeamObstacle(await this.#policy(), environment, team, actor);
    if (obstacle !== undefined) throw new Refusal('not-allowed', obstacle, { team });
    if (slot !== null) this.#parts.reservations.refuseReserved(`${environment}/${team}/${slot}`, actor);
  }

  mayBypass(request: PolicyRequest, meta: CommandMeta): Promise<void> {
    return this.#refuseUnnamed(request, meta, 'pass over gates, windows and freezes');
  }

  mayClose(request: PolicyRequest, meta: CommandMeta): Promise<void> {
    const { environment, team } = request;
    return this.#refuseUnnamed(request, meta, `close the address of ${environment}/${team}`);
  }

  /** Lets only those do it whom the environment's bypass names. */
  async #refuseUnnamed(
    { environment, team }: PolicyRequest,
    { actor, verified }: CommandMeta,
    act: string,
  ): Promise<void> {
    const policy = await this.#policy();
    const { approvals, bypass = [] } = environmentOf(policy, environment) ?? {};
    if (!isInBypass(policy, environment, team, actor)) {
      const who = bypass.length === 0 ? 'nobody' : `only ${bypass.join(', ')}`;
      throw new Refusal(
        'not-allowed',
        `${actor} may not ${act}: environments.${environment}.bypass of swarm.json ${policy.where} allows ${who}.`,
      );
    }
    if (approvals?.verified === true && verified !== true) throw needsToken(environment, actor);
  }

  async refuseUnproven(environment: string, rollback: boolean, meta: CommandMeta): Promise<void> {
    const { approvals } = environmentOf(await this.#policy(), environment) ?? {};
    const isAsked = approvals?.verified === true && (!rollback || approvals.rollback);
    if (isAsked && meta.verified !== true) throw needsToken(environment, meta.actor);
  }

  async requiredGates(environment: string): Promise<readonly string[]> {
    return environmentOf(await this.#policy(), environment)?.gates.required ?? [];
  }

  async mayApprove(deployment: GovernedDeployment, meta: CommandMeta): Promise<void> {
    const policy = await this.#policy();
    const rules = environmentOf(policy, deployment.environment)?.approvals;
    const now = new Date();
    const asked = { by: meta.actor, verified: meta.verified === true, now };
    refuseApproval(policy, rules, this.#expired.without(deployment, rules, now), asked);
  }

  async judge(deployment: GovernedDeployment, now: Date): Promise<PolicyAnswer> {
    const policy = await this.#policy();
    const rules = environmentOf(policy, deployment.environment);
    const lasting = this.#expired.without(deployment, rules?.approvals, now);
    return judgeRelease(rules, policy.teams, lasting, now);
  }

  async guards(environment: string): Promise<boolean> {
    const found = environmentOf(await this.#policy(), environment);
    if (found === undefined) return false;
    const { approvals, windows, freezes, gates } = found;
    return approvals !== undefined || [windows, freezes, gates.required].some((rules) => rules.length > 0);
  }

  async guardsRollback(environment: string): Promise<boolean> {
    return environmentOf(await this.#policy(), environment)?.approvals?.rollback === true;
  }

  slotObstacle(id: string, actor: string): string | null {
    return this.#parts.reservations.obstacle(id, actor);
  }

  /** Whether somebody may end the reservation of another. */
  async mayEndReservation(environment: string, team: string, actor: string): Promise<boolean> {
    return isInBypass(await this.#policy(), environment, team, actor);
  }

  #policy(): Promise<Policy> {
    return this.#parts.protection.policy();
  }
}

function environmentOf({ environments }: Policy, name: string): Policy['environments'][string] | undefined {
  return Object.hasOwn(environments, name) ? environments[name] : undefined;
}
