import type { ApprovalRules } from '../../../protocol/configuration/approvalConfiguration.ts';
import { isSamePerson, personKey } from '../../protection/personKey.ts';
import type { Policy } from '../../protection/policy.ts';
import { isMeant } from '../../protection/roles.ts';
import type { GivenApproval } from '../deploymentPolicy.ts';
import { peopleMeant } from './peopleMeant.ts';

/** What is asked of the approvals of a deployment, and what is given. */
export interface ApprovalFacts {
  readonly rules: ApprovalRules;
  readonly teams: Policy['teams'];
  readonly team: string;
  readonly requestedBy: string;
  readonly given: readonly GivenApproval[];
}

export interface ApprovalState {
  readonly enough: boolean;
  /** Those that count at this moment, one of each person. */
  readonly counted: readonly GivenApproval[];
  /** When there are no longer enough; where there are not, when the first one expires. */
  readonly expiresAt: Date | null;
  /** When one of them expires, or begins to count because the clock was put back. */
  readonly nextChange: Date | null;
  /** What is missing; empty where nothing is. */
  readonly sentence: string;
}

/** How far an approval may lie ahead of the clock: more than this, and the clock was put back since. */
const skewMilliseconds = 60_000;

/**
 * Which approvals count at a moment: of people whom the rules mean now, never of who asked for the deployment, nobody
 * twice, none that is expired or was given at a time that has not come.
 */
export function approvalState(facts: ApprovalFacts, now: Date): ApprovalState {
  const at = now.getTime();
  const allowed = facts.given.filter((approval) => approvalFlaw(facts, approval) === undefined);
  const counted = onePerPerson(allowed.filter((approval) => isInForce(facts.rules, approval, at)));
  const { required } = facts.rules;
  const enough = counted.length >= required;
  const ends = counted.map((approval) => expiryOf(facts.rules, approval)).sort((a, b) => b - a);
  const end = enough ? ends[required - 1] : ends.at(-1);
  const turns = allowed.flatMap((one) => [expiryOf(facts.rules, one), Date.parse(one.at) - skewMilliseconds]);
  const next = Math.min(...turns.filter((turn) => turn > at));
  return {
    enough,
    counted,
    expiresAt: end === undefined ? null : new Date(end),
    nextChange: Number.isFinite(next) ? new Date(next) : null,
    sentence: enough ? '' : missingSentence(facts, counted),
  };
}

/** Who gives an approval, and whether that is proven. */
export type Approver = Pick<GivenApproval, 'by' | 'verified'>;

/** Why an approval by somebody does not count, whenever it is given; undefined where it does. */
export function approvalFlaw(
  { rules, teams, team, requestedBy }: Omit<ApprovalFacts, 'given'>,
  { by, verified }: Approver,
): 'own' | 'not-an-approver' | 'unverified' | undefined {
  if (isSamePerson(by, requestedBy)) return 'own';
  if (!rules.approvers.some((entry) => isMeant(entry, by, team, teams))) return 'not-an-approver';
  return rules.verified && !verified ? 'unverified' : undefined;
}

function isInForce(rules: ApprovalRules, approval: GivenApproval, at: number): boolean {
  return Date.parse(approval.at) - skewMilliseconds <= at && at < expiryOf(rules, approval);
}

/** The instant at which an approval expires, in milliseconds. */
export function expiryOf({ expiresMinutes }: ApprovalRules, { at }: GivenApproval): number {
  return Date.parse(at) + expiresMinutes * 60_000;
}

/** The newest of each: who approves again once it has expired counts again. */
function onePerPerson(approvals: readonly GivenApproval[]): GivenApproval[] {
  const newestLast = approvals.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [...new Map(newestLast.map((approval) => [personKey(approval.by), approval])).values()];
}

/** Who may approve, in words: `lead, team:platform`. */
function approversText({ rules, requestedBy }: Pick<ApprovalFacts, 'rules' | 'requestedBy'>): string {
  return rules.approvers.includes('everyone') ? `anybody but ${requestedBy}` : rules.approvers.join(', ');
}

function missingSentence(facts: ApprovalFacts, counted: readonly GivenApproval[]): string {
  const { rules, requestedBy } = facts;
  const missing = rules.required - counted.length;
  const given = counted.length === 0 ? '' : `; given by ${counted.map(({ by }) => by).join(', ')}`;
  const proof = rules.verified ? ', with a personal token' : '';
  const asked = `needs ${missing}${counted.length > 0 ? ' more' : ''} approval${missing === 1 ? '' : 's'} by ${approversText(facts)}${proof}${given}`;
  const people = peopleMeant(rules.approvers, facts.team, facts.teams);
  if (people === 'everyone') return asked;
  const others = new Set(people.filter((name) => !isSamePerson(name, requestedBy)).map(personKey));
  if (others.size >= rules.required) return asked;
  return `${asked}; besides ${requestedBy}, who asked for it, ${others.size === 0 ? 'nobody' : `only ${others.size}`} may approve: approvals.approvers in swarm.json has to name more`;
}
