import type { ApprovalRules } from '../../../protocol/configuration/approvalConfiguration.ts';
import type { GivenApproval, GovernedDeployment } from '../deploymentPolicy.ts';
import { expiryOf } from './approvalState.ts';

/** More are not kept: by then the oldest deployments have long ended. */
const remembered = 10_000;

/** Approvals that were seen to be expired: they stay so while the service runs, also where the clock is put back. */
export class ExpiredApprovals {
  readonly #seen = new Set<string>();

  /** A deployment without what was seen to be expired until now. */
  without(deployment: GovernedDeployment, rules: ApprovalRules | undefined, now: Date): GovernedDeployment {
    if (rules === undefined) return deployment;
    const keyOf = ({ by, at }: GivenApproval) => JSON.stringify([deployment.id, by, at]);
    for (const approval of deployment.approvals)
      if (expiryOf(rules, approval) <= now.getTime()) this.#remember(keyOf(approval));
    const approvals = deployment.approvals.filter((approval) => !this.#seen.has(keyOf(approval)));
    return { ...deployment, approvals };
  }

  #remember(key: string): void {
    this.#seen.add(key);
    const [oldest] = this.#seen;
    if (this.#seen.size > remembered && oldest !== undefined) this.#seen.delete(oldest);
  }
}
