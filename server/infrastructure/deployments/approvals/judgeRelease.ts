import type { EnvironmentConfiguration } from '../../../protocol/configuration/configuration.ts';
import type { Policy } from '../../protection/policy.ts';
import type { GovernedDeployment, PolicyAnswer } from '../deploymentPolicy.ts';
import { approvalState } from './approvalState.ts';
import { freezeState } from './freezeState.ts';
import { windowState } from './windowState.ts';

/** What of an environment holds releases back. */
export type ReleaseRules = Pick<EnvironmentConfiguration, 'approvals' | 'windows' | 'freezes'>;

interface Hold {
  /** Empty where it does not hold. */
  readonly sentence: string;
  readonly nextChange: Date | null;
}

const nothing: Hold = { sentence: '', nextChange: null };

/**
 * What keeps a deployment from its requests at a moment: to be asked again right before they move. The way back to a
 * release before waits for no window and no freeze, and for approvals only where the rules say so.
 * @param rules undefined where the environment is not declared
 */
export function judgeRelease(
  rules: ReleaseRules | undefined,
  teams: Policy['teams'],
  deployment: GovernedDeployment,
  now: Date,
): PolicyAnswer {
  const approvals = approvalsOf(rules, teams, deployment, now);
  const isTimed = !deployment.rollback && !deployment.bypassed;
  const holds = [approvals?.hold ?? nothing, ...(isTimed ? timeHolds(rules, now) : [])];
  const sentences = holds.map(({ sentence }) => sentence).filter((sentence) => sentence !== '');
  const changes = holds.flatMap(({ nextChange }) => (nextChange === null ? [] : [nextChange.getTime()]));
  return {
    waitsFor: sentences.length === 0 ? null : sentences.join('; '),
    nextChange: changes.length === 0 ? null : new Date(Math.min(...changes)),
    approvals: approvals?.shown ?? null,
  };
}

function approvalsOf(
  rules: ReleaseRules | undefined,
  teams: Policy['teams'],
  { team, requestedBy, rollback, approvals: given }: GovernedDeployment,
  now: Date,
) {
  const asked = rules?.approvals;
  if (asked === undefined || (rollback && !asked.rollback)) return undefined;
  const { enough, expiresAt, nextChange, sentence } = approvalState(
    { rules: asked, teams, team, requestedBy, given },
    now,
  );
  const { required, approvers } = asked;
  return {
    hold: { sentence, nextChange },
    shown: { required, approvers, expiresAt: expiresAt?.toISOString() ?? null, enough },
  };
}

function timeHolds(rules: ReleaseRules | undefined, now: Date): Hold[] {
  const freeze = freezeState(rules?.freezes ?? [], now);
  const window = windowState(rules?.windows ?? [], now);
  return [freeze, { ...window, sentence: window.open ? '' : window.sentence }];
}
