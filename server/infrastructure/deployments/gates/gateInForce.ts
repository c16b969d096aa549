import { type GateConfiguration, gatesOfTeam } from '../../../protocol/configuration/gateConfiguration.ts';
import type { Policy } from '../../protection/policy.ts';
import type { AskedGate } from '../releaseGates.ts';
import type { DeploymentCommand } from '../slots/deploymentCommand.ts';

/** A gate as it is in force. */
export interface GateInForce {
  readonly gate: GateConfiguration;
  /** Why its command must not run: a sentence. */
  readonly contradiction: string | undefined;
}

/**
 * The gate that is asked for; undefined where nobody has declared it. A required one is as the base has committed it,
 * where it has: whoever edits swarm.json in a work tree must not lower what a release has to pass. What runs is what
 * was allowed, which is the command of the work tree: where the base has another one, neither runs.
 */
export function gateInForce(
  { teams, where }: Pick<Policy, 'teams' | 'where'>,
  { team, gates }: Pick<DeploymentCommand, 'team' | 'gates'>,
  { name, required }: AskedGate,
): GateInForce | undefined {
  const own = gateOf(gates, name);
  const ofBase = Object.hasOwn(teams, team) ? gateOf(teams[team]?.gates ?? [], name) : undefined;
  const gate = required ? (ofBase ?? own) : own;
  if (!gate) return undefined;
  const differs = commandText(gate) !== commandText(own);
  const sentence = `Gate ${name} runs ${commandText(gate)} by swarm.json ${where}, but ${commandText(own)} by the one in the work tree: make them the same.`;
  return { gate, contradiction: differs ? sentence : undefined };
}

function gateOf(gates: readonly GateConfiguration[], wanted: string): GateConfiguration | undefined {
  return gatesOfTeam(gates).find(({ name }) => name === wanted);
}

function commandText(gate: GateConfiguration | undefined): string {
  return gate?.command ? JSON.stringify(gate.command) : 'no command';
}
