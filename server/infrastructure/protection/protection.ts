import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { gitFailed } from '../git/gitClient.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';
import { Refusal } from '../refusal.ts';
import { type BranchAct, ruleObstacle } from './decideProtection.ts';
import { type Policy, rulesFor } from './policy.ts';
import { PolicyReader } from './policyReader.ts';

/** An act whose merge commits are looked for only where a rule asks for them. */
export type AskedAct = Omit<BranchAct, 'mergeCommits'> & {
  /** Known, or the commits to look at. */
  readonly mergeCommits?: boolean | { readonly from: string | null; readonly to: string };
};

/** Holds what is done to branches to the rules of swarm.json. */
export class Protection {
  readonly #repository: Repository;
  readonly #configuration: ConfigurationFile;
  readonly #reader: PolicyReader;

  constructor(repository: Repository, configuration: ConfigurationFile) {
    this.#repository = repository;
    this.#configuration = configuration;
    this.#reader = new PolicyReader(repository);
  }

  /** The policy in force at this moment. */
  policy(): Promise<Policy> {
    const { current: configuration, places } = this.#configuration;
    return this.#reader.read({ configuration, places });
  }

  /**
   * Lets an act pass.
   * @throws {Refusal} `not-allowed` with the rule and its line
   */
  async allow(act: AskedAct): Promise<void> {
    const obstacle = await actObstacle(this.#repository, await this.policy(), act);
    if (!obstacle) return;
    const { message, pattern, line } = obstacle;
    throw new Refusal('not-allowed', message, { rule: pattern, line });
  }
}

/** The rule that does not allow an act; undefined where all do. */
export async function actObstacle({ workTree }: Repository, policy: Policy, act: AskedAct) {
  const { mergeCommits = false, ...rest } = act;
  if (typeof mergeCommits === 'boolean') return ruleObstacle(policy, { ...rest, mergeCommits });
  const { from, to } = mergeCommits;
  const asks = rulesFor(policy, act.branch).some(({ linearHistory }) => linearHistory);
  if (!asks || from === null) return ruleObstacle(policy, { ...rest, mergeCommits: false });
  const range = ['rev-list', '--merges', '--max-count=1', to, '--not', from];
  const { text, complaint, succeeded } = await gitWithInput(workTree, range, '');
  if (!succeeded) throw gitFailed(`look for merge commits of ${act.branch}`, complaint);
  return ruleObstacle(policy, { ...rest, mergeCommits: text.trim() !== '' });
}
