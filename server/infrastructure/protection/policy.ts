import { createBranchPattern } from '../../configuration/branchPattern.ts';
import type { ParsedConfiguration } from '../../configuration/parseConfiguration.ts';
import type { ProtectionRule } from '../../protocol/configuration/branchesConfiguration.ts';
import type { Configuration } from '../../protocol/configuration/configuration.ts';

/** A rule of `branches.protection` and where it stands. */
export interface PolicyRule extends ProtectionRule {
  /** Line of swarm.json, from 1. */
  readonly line: number;
  matches(branch: string): boolean;
}

/** The teams and rules that decide who may do what to branches and deployments. */
export interface Policy {
  readonly teams: Configuration['teams'];
  readonly environments: Configuration['environments'];
  readonly rules: readonly PolicyRule[];
  /** Name of the base; undefined where there is none. */
  readonly base: string | undefined;
  /** Completes "line 3 of swarm.json": `on main`, `in the work tree`. */
  readonly where: string;
}

/** A configuration that is valid, and where its parts stand. */
export interface LocatedConfiguration {
  readonly configuration: Configuration;
  readonly places: ParsedConfiguration['places'];
}

/** The policy that a configuration states. */
export function policyOf(
  { configuration, places }: LocatedConfiguration,
  base: string | undefined,
  where: string,
): Policy {
  const rules = configuration.branches.protection.map((rule, index) => ({
    ...rule,
    line: places.get(`branches.protection.${index}`)?.start.line ?? 1,
    matches: createBranchPattern(rule.pattern),
  }));
  const { teams, environments } = configuration;
  return { teams, environments, rules, base, where };
}

/** The rules for a branch. */
export function rulesFor({ rules }: Policy, branch: string): PolicyRule[] {
  return rules.filter((rule) => rule.matches(branch));
}
