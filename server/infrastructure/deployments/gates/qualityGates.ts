import path from 'node:path';
import type { Logger } from 'pino';
import { gatesOfTeam } from '../../../protocol/configuration/gateConfiguration.ts';
import type { GateOutcome } from '../../../protocol/gates.ts';
import type { CommandStore } from '../../events/subject.ts';
import { DetachedWorktrees } from '../../git/detachedWorktrees.ts';
import type { Repository } from '../../git/repository.ts';
import { approvalSubject } from '../../programs/commandApproval.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import type { Policy } from '../../protection/policy.ts';
import type { Protection } from '../../protection/protection.ts';
import { Refusal } from '../../refusal.ts';
import type { AskedGate, GateRun, ReleaseGates } from '../releaseGates.ts';
import { notApproved } from '../slots/decideSlot.ts';
import type { DeploymentCommand } from '../slots/deploymentCommand.ts';
import type { SlotReleases } from '../slots/slotReleases.ts';
import { gateInForce } from './gateInForce.ts';
import { GateStage } from './gateStage.ts';
import { GateWorkspace, sweepGateWorkspaces } from './gateWorkspace.ts';
import { type PlannedGate, runInOrder } from './runInOrder.ts';

export interface QualityGatesParts {
  readonly repository: Repository;
  readonly commands: CommandStore;
  /** Knows what a team may run. */
  readonly releases: Pick<SlotReleases, 'command'>;
  /** The rules in force: those that the base has committed. */
  readonly protection: Pick<Protection, 'policy'>;
  /** Runs the commands of gates: processes of this machine, whatever runs the release. */
  readonly driver: ProgramDriver;
  readonly stateFolder: string;
  readonly log: Logger;
}

interface PreparedGates {
  readonly deployment: DeploymentCommand;
  readonly planned: readonly PlannedGate[];
  /** The base branch, which changes are counted from where nothing is live. */
  readonly base: string | null;
}

/** The quality gates of swarm.json: commands that run on a release, and reports that are compared with limits. */
export class QualityGates implements ReleaseGates {
  readonly #parts: QualityGatesParts;
  readonly #places: Pick<ConstructorParameters<typeof GateWorkspace>[0], 'worktrees' | 'driver' | 'folder'>;

  constructor(parts: QualityGatesParts) {
    this.#parts = parts;
    const { driver, repository, stateFolder } = parts;
    const folder = path.join(stateFolder, 'gates');
    this.#places = { driver, folder, worktrees: new DetachedWorktrees(repository) };
  }

  /** Ends and removes what an earlier run of the service left; to be awaited before the first run. Never rejects. */
  async recover(): Promise<void> {
    await sweepGateWorkspaces(this.#places).catch((error: unknown) => this.#complain(error));
  }

  async refuseForbidden(team: string, gates: readonly AskedGate[], commit: string): Promise<void> {
    if (gates.length === 0) return;
    const deployment = await this.#parts.releases.command(team, commit);
    const policy = await this.#parts.protection.policy();
    for (const { refusal } of this.#plan(policy, deployment, gates)) if (refusal) throw refusal;
  }

  async run(run: GateRun): Promise<GateOutcome[]> {
    const prepared = await this.#prepare(run);
    if (prepared instanceof Refusal)
      return runInOrder(
        run,
        run.gates.map((asked) => ({ asked, gate: undefined, refusal: prepared })),
      );
    const { deployment, planned, base } = prepared;
    const here = planned.filter(({ gate }) => !gate || gate.at === run.at);
    if (here.length === 0) return [];
    const name = `${run.deployment}-${run.at}`;
    const workspace = new GateWorkspace({ ...this.#places, name, commit: run.commit });
    const gates = here.flatMap(({ gate }) => (gate ? [gate] : []));
    const whole = { ...run, base: run.base ?? base };
    const stage = new GateStage({ ...this.#parts, run: whole, deployment, workspace, gates });
    try {
      return await runInOrder(run, here, stage);
    } finally {
      // What cannot be removed now is at the next start; it says nothing about the release.
      await workspace.clear().catch((error: unknown) => this.#complain(error));
    }
  }

  /** What is to run; or why that cannot be known. */
  async #prepare({ team, commit, gates }: GateRun): Promise<PreparedGates | Refusal> {
    try {
      const deployment = await this.#parts.releases.command(team, commit);
      const policy = await this.#parts.protection.policy();
      const planned = this.#plan(policy, deployment, gates);
      return { deployment, planned, base: policy.base ?? null };
    } catch (error) {
      if (error instanceof Refusal) return error;
      this.#parts.log.error({ err: error }, 'the rules for gates cannot be read');
      const why = error instanceof Error ? error.message : String(error);
      return new Refusal('internal', `The rules for gates cannot be read: ${why}`);
    }
  }

  #complain(error: unknown): void {
    this.#parts.log.error({ err: error }, 'work trees of gates cannot be removed');
  }

  /** In the order of the team: a gate that reads what another writes stands behind it. */
  #plan(policy: Policy, deployment: DeploymentCommand, asked: readonly AskedGate[]): PlannedGate[] {
    const order = gatesOfTeam(deployment.gates).map(({ name }) => name);
    const planned = asked.map((one) => this.#planned(policy, deployment, one));
    return planned.sort((one, other) => order.indexOf(one.asked.name) - order.indexOf(other.asked.name));
  }

  #planned(policy: Policy, deployment: DeploymentCommand, asked: AskedGate): PlannedGate {
    const found = gateInForce(policy, deployment, asked);
    if (!found) return { asked, gate: undefined, refusal: undeclared(deployment.team, asked.name) };
    const { gate, contradiction } = found;
    if (contradiction !== undefined) return { asked, gate, refusal: new Refusal('conflict', contradiction) };
    const { approved } = this.#parts.commands.get(approvalSubject, deployment.hash).state;
    return { asked, gate, refusal: gate.command && !approved ? notApproved(deployment) : undefined };
  }
}

function undeclared(team: string, name: string): Refusal {
  return new Refusal(
    'not-found',
    `Team ${team} has no gate ${name}; declare it under teams.${team}.gates in swarm.json.`,
    { team, gate: name },
  );
}
