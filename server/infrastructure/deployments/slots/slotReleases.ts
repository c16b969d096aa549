import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import { approvalSubject } from '../../programs/commandApproval.ts';
import { refuseRelease, type StartFacts } from './decideSlot.ts';
import { type DeploymentCommand, deploymentCommand, deploymentOf } from './deploymentCommand.ts';
import { dockerfileContent } from './dockerfileContent.ts';
import { releaseRecipe } from './releaseRecipe.ts';
import { resourceConflicts } from './resourceConflicts.ts';
import { slotInstanceCount } from './slotInstanceCount.ts';

export interface SlotReleasesParts {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
}

/** What runs for a team at a revision, and whether it may. */
export class SlotReleases {
  readonly #parts: SlotReleasesParts;

  constructor(parts: SlotReleasesParts) {
    this.#parts = parts;
  }

  /**
   * What is known about a commit that is to run in a slot, or in any of an environment and team.
   * @param command what runs it, where that is not what swarm.json says now
   * @throws {Refusal} `not-found`, `no-deployment-configured`
   */
  async facts(
    id: string,
    commit: string | undefined,
    command?: DeploymentCommand,
  ): Promise<Omit<StartFacts, 'revision' | 'commit' | 'instances'>> {
    const { commands, configuration } = this.#parts;
    const { current } = configuration;
    const [environment = '', team = ''] = id.split('/');
    const deployment = command ?? (await this.#commandAt(team, commit));
    const { approved } = commands.get(approvalSubject, deployment.hash).state;
    const allowedEnvironments = current.teams[team]?.environments;
    const instances = slotInstanceCount(current, environment, team);
    const { healthTimeoutSeconds = 30 } = current.environments[environment] ?? {};
    const recipe = releaseRecipe(deployment, { instances, healthTimeoutSeconds });
    const conflicts = resourceConflicts(current, { ...deployment, instances });
    return { id, deployment, approved, allowedEnvironments, conflicts, recipe };
  }

  /**
   * Refuses a commit that may run in no slot of an environment and team.
   * @param command what runs it, where that is not what swarm.json says now
   * @returns what runs it
   * @throws {Refusal} `not-found`, `no-deployment-configured`, `not-allowed`, `command-not-approved`, `resource-conflict`
   */
  async check(route: string, commit: string, command?: DeploymentCommand): Promise<DeploymentCommand> {
    const release = await this.facts(route, commit, command);
    refuseRelease(release);
    return release.deployment;
  }

  /**
   * What runs for a team at a revision (that which is checked out where none is named).
   * @throws {Refusal} `not-found`, `no-deployment-configured`
   */
  async command(team: string, revision = 'HEAD'): Promise<DeploymentCommand> {
    return this.#commandAt(team, await resolveCommit(this.#parts.repository.git, revision));
  }

  async #commandAt(team: string, commit: string | undefined): Promise<DeploymentCommand> {
    const { repository, configuration } = this.#parts;
    const { dockerfile } = deploymentOf(configuration.current, team).container ?? {};
    const content =
      dockerfile === undefined || commit === undefined
        ? undefined
        : await dockerfileContent(repository, commit, dockerfile);
    return deploymentCommand(configuration.current, team, content);
  }
}
