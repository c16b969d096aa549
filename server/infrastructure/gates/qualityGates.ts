import path from 'node:path';
import type { Logger } from 'pino';
import { type GateConfiguration, gatesOfTeam } from '../../protocol/gateConfiguration.ts';
import type { GateOutcome } from '../../protocol/gates.ts';
import type { AskedGate, GateRun, ReleaseGates } from '../deployments/releaseGates.ts';
import type { CommandStore } from '../events/subject.ts';
import type { Repository } from '../git/repository.ts';
import { approvalSubject } from '../programs/commandApproval.ts';
import type { ProgramDriver } from '../programs/programDriver.ts';
import { Refusal } from '../refusal.ts';
import { notApproved } from '../slots/decideSlot.ts';
import type { DeploymentCommand } from '../slots/deploymentCommand.ts';
import type { SlotFleet } from '../slots/slotFleet.ts';
import { Worktrees } from '../slots/slotWorkspace.ts';
import { GateStage } from './gateStage.ts';
import { GateWorkspace, sweepGateWorkspaces } from './gateWorkspace.ts';
import { type PlannedGate, runInOrder } from './runInOrder.ts';

export interface QualityGatesParts {
  readonly repository: Repository;
  readonly commands: CommandStore;
  /** Knows what a team may run. */
  readonly fleet: Pick<SlotFleet, 'command'>;
  /** Runs the commands of gates: processes of this machine, whatever runs the release. */
  readonly driver: ProgramDriver;
  readonly stateFolder: string;
  readonly log: Logger;
}

/** The quality gates of swarm.json: commands that run on a release, and reports that are compared with limits. */
export class QualityGates implements ReleaseGates {
  readonly #parts: QualityGatesParts;
  readonly #places: Pick<ConstructorParameters<typeof GateWorkspace>[0], 'worktrees' | 'driver' | 'folder'>;

  constructor(parts: QualityGatesParts) {
    this.#parts = parts;
    const { driver, repository, stateFolder } = parts;
    const folder = path.join(stateFolder, 'gates');
    this.#places = { driver, folder, worktrees: new Worktrees(repository) };
  }

  /** Ends and removes what an earlier run of the service left; to be awaited before the first run. Never rejects. */
  async recover(): Promise<void> {
    await sweepGateWorkspaces(this.#places).catch((error: unknown) =>
      this.#parts.log.error({ err: error }, 'work trees of gates cannot be removed'),
    );
  }

  async refuseForbidden(team: string, gates: readonly AskedGate[], commit: string): Promise<void> {
    if (gates.length === 0) return;
    const deployment = await this.#parts.fleet.command(team, commit);
    for (const { name } of gates) {
      const obstacle = this.#obstacle(deployment, name);
      if (obstacle) throw obstacle;
    }
  }

  async run(run: GateRun): Promise<GateOutcome[]> {
    const deployment = await this.#command(run);
    if (deployment instanceof Refusal) {
      const obstacle = deployment.message;
      return runInOrder(
        run,
        run.gates.map((asked) => ({ asked, gate: undefined, obstacle })),
      );
    }
    const planned = run.gates.map((asked) => this.#planned(deployment, asked));
    const here = planned.filter(({ gate }) => !gate || gate.at === run.at).sort(inOrderOf(deployment));
    if (here.length === 0) return [];
    const name = `${run.deployment}-${run.at}`;
    const workspace = new GateWorkspace({ ...this.#places, name, commit: run.commit });
    const gates = here.flatMap(({ gate }) => (gate ? [gate] : []));
    const stage = new GateStage({ ...this.#parts, run, deployment, workspace, gates });
    try {
      return await runInOrder(run, here, stage);
    } finally {
      await workspace.clear();
    }
  }

  async #command({ team, commit }: GateRun): Promise<DeploymentCommand | Refusal> {
    try {
      return await this.#parts.fleet.command(team, commit);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  #planned(deployment: DeploymentCommand, asked: AskedGate): PlannedGate {
    const obstacle = this.#obstacle(deployment, asked.name)?.message;
    return { asked, gate: gateOf(deployment, asked.name), obstacle };
  }

  /** Why a gate cannot run: nobody has declared it, or allowed its command. */
  #obstacle(deployment: DeploymentCommand, name: string): Refusal | undefined {
    const gate = gateOf(deployment, name);
    if (!gate) return undeclared(deployment.team, name);
    const { approved } = this.#parts.commands.get(approvalSubject, deployment.hash).state;
    return gate.command && !approved ? notApproved(deployment) : undefined;
  }
}

function gateOf({ gates }: DeploymentCommand, name: string): GateConfiguration | undefined {
  return gatesOfTeam(gates).find((gate) => gate.name === name);
}

/** As the team declares them: one that reads what another writes stands behind it. */
function inOrderOf({ gates }: DeploymentCommand): (one: PlannedGate, other: PlannedGate) => number {
  const order = gatesOfTeam(gates).map(({ name }) => name);
  return (one, other) => order.indexOf(one.asked.name) - order.indexOf(other.asked.name);
}

function undeclared(team: string, name: string): Refusal {
  return new Refusal(
    'not-found',
    `Team ${team} has no gate ${name}; declare it under teams.${team}.gates in swarm.json.`,
    { team, gate: name },
  );
}
