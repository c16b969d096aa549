import { teamOfBranch } from '../configuration/teamOfBranch.ts';
import { type Policy, type PolicyRule, rulesFor } from './policy.ts';
import { isMeant } from './roles.ts';

export type BranchAction = 'create' | 'push' | 'merge' | 'delete';

/** Something that somebody wants to do to a branch. */
export interface BranchAct {
  readonly action: BranchAction;
  /** The branch it is done to; of a merge the target. */
  readonly branch: string;
  readonly actor: string;
  /** The branch that is merged into it. */
  readonly merged?: string;
  /** Of a merge: names of the checks that its result has to pass. */
  readonly checks?: readonly string[];
  /** Of a push: the local branch of that name has the commits already, and a remote follows it. */
  readonly follows?: boolean;
  /** Whether the branch would get a merge commit. */
  readonly mergeCommits: boolean;
}

/** Why something may not be done: a sentence that names the rule, and where the rule stands. */
export interface Obstacle {
  readonly message: string;
  readonly pattern: string;
  readonly line: number;
}

/** The first rule that does not allow it; undefined where all do. Every operation on branches asks this. */
export function ruleObstacle(policy: Policy, act: BranchAct): Obstacle | undefined {
  for (const rule of rulesFor(policy, act.branch)) {
    const { pattern, line } = rule;
    const named = `rule "${pattern}" (line ${line} of swarm.json ${policy.where})`;
    const why = whoObstacle(policy, rule, act) ?? gateObstacle(rule, act) ?? linearObstacle(rule, act);
    if (why !== undefined) return { message: why.replace('<rule>', () => named), pattern, line };
  }
  return undefined;
}

const verbs: Readonly<Record<BranchAction, string>> = {
  create: 'create',
  push: 'move',
  merge: 'merge into',
  delete: 'delete',
};

function whoObstacle(policy: Policy, rule: PolicyRule, act: BranchAct): string | undefined {
  const { action, branch, actor } = act;
  const allowed = rule[action];
  if (allowed === undefined) return undefined;
  const team = teamOfBranch(act.merged ?? branch, policy.teams);
  if (allowed.some((entry) => isMeant(entry, actor, team, policy.teams))) return undefined;
  const who = allowed.length === 0 ? 'nobody' : `only ${allowed.join(', ')}`;
  return `${actor} may not ${verbs[action]} ${branch}: <rule> allows ${who} to ${action}.`;
}

function gateObstacle({ requiredGates }: PolicyRule, { action, branch, checks = [], follows }: BranchAct) {
  if (requiredGates.length === 0) return undefined;
  if (action === 'push' && follows !== true)
    return `${branch} moves through the merge queue alone, because <rule> requires ${listed(requiredGates)}. Use \`swarm branches enqueue\`.`;
  const missing = requiredGates.filter((gate) => !checks.includes(gate));
  if (action !== 'merge' || missing.length === 0) return undefined;
  return `Nothing can be merged into ${branch}: <rule> requires ${listed(missing)}, which mergeQueue.checks of swarm.json does not have.`;
}

function listed(gates: readonly string[]): string {
  return `the check${gates.length === 1 ? '' : 's'} ${gates.join(', ')}`;
}

function linearObstacle({ linearHistory }: PolicyRule, { action, branch, mergeCommits }: BranchAct) {
  if (!linearHistory || !mergeCommits) return undefined;
  const instead =
    action === 'merge' ? 'Set the policy "squash" or "rebase" under mergeQueue.' : 'Rebase it instead.';
  return `${branch} would get a merge commit, and <rule> keeps its history linear. ${instead}`;
}
