import type { ApprovalRules } from '../../../protocol/configuration/approvalConfiguration.ts';
import { isSamePerson } from '../../protection/personKey.ts';
import type { Policy } from '../../protection/policy.ts';
import { Refusal } from '../../refusal.ts';
import type { GovernedDeployment } from '../deploymentPolicy.ts';
import { type Approver, approvalFlaw, approvalState } from './approvalState.ts';

/** An approval that somebody wants to give now. */
export interface AskedApproval extends Approver {
  readonly now: Date;
}

/**
 * Lets only an approval pass that will count.
 * @param rules undefined where the environment asks for none
 * @throws {Refusal} `not-allowed`
 */
export function refuseApproval(
  { teams, where }: Pick<Policy, 'teams' | 'where'>,
  rules: ApprovalRules | undefined,
  deployment: GovernedDeployment,
  { by, verified, now }: AskedApproval,
): void {
  const { id, environment, team, requestedBy, approvals: given } = deployment;
  if (rules === undefined) throw refusal(`Deployments to ${environment} need no approval.`);
  const facts = { rules, teams, team, requestedBy };
  const flaw = approvalFlaw(facts, { by, verified });
  if (flaw === 'own')
    throw refusal(
      `${by} cannot approve deployment ${id}, which ${requestedBy} asked for: somebody else has to${rules.approvers.includes('everyone') ? '' : ` (${rules.approvers.join(', ')})`}.`,
    );
  if (flaw === 'not-an-approver')
    throw refusal(
      `${by} may not approve deployments of ${team} to ${environment}: environments.${environment}.approvals of swarm.json ${where} allows only ${rules.approvers.join(', ')}.`,
    );
  if (flaw === 'unverified') throw needsToken(environment, by);
  const earlier = approvalState({ ...facts, given }, now).counted.find((one) => isSamePerson(one.by, by));
  if (earlier !== undefined) throw refusal(`${earlier.by} has approved deployment ${id} already.`);
}

/** The refusal of what counts only with proof of who asks. */
export function needsToken(environment: string, actor: string): Refusal {
  return refusal(
    `${environment} takes this only with a personal token, because without one who asks is who says so: let the owner of this machine run \`swarm tokens create "${actor}"\`, and set SWARM_TOKEN to what it prints; in VS Code run "Swarm: Personal Token…".`,
  );
}

function refusal(sentence: string): Refusal {
  return new Refusal('not-allowed', sentence);
}
