import type { SwitchTraffic } from '../../protocol/traffic.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { holdsRequests, movesRequests, routeOf } from './deploymentHistory.ts';
import type { DeploymentPolicy } from './deploymentPolicy.ts';
import { deploymentsIn, openDeployments } from './deploymentStream.ts';
import { deploymentNeeding } from './neededSlots.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';

export interface ReleaseGuardParts {
  readonly commands: CommandStore;
  readonly configuration: ConfigurationFile;
  readonly book: TrafficBook;
  readonly policy: Pick<DeploymentPolicy, 'guards' | 'mayClose'>;
}

/** Keeps what people do to slots by hand from crossing deployments under way, and from passing by what an environment asks for. */
export class ReleaseGuard {
  readonly #parts: ReleaseGuardParts;

  constructor(parts: ReleaseGuardParts) {
    this.#parts = parts;
  }

  /**
   * Leaves a slot to the deployment that uses it, or that may send the requests back to it.
   * @throws {Refusal} `slot-busy`
   */
  refuseHeld(slotId: string): void {
    const holder = deploymentNeeding(this.#parts.commands, slotId);
    if (holder === undefined) return;
    throw new Refusal(
      'slot-busy',
      `Deployment ${holder} needs slot ${slotId}; wait for its end or cancel it: swarm cancel ${holder}`,
      { deployment: holder },
    );
  }

  /** The deployment that just moves the requests of an environment and team. */
  moving(route: string): string | undefined {
    const here = openDeployments(this.#parts.commands).filter(([, history]) => routeOf(history) === route);
    const found =
      here.find(([, history]) => movesRequests(history)) ??
      here.find(([, history]) => holdsRequests(history));
    return found?.[0];
  }

  /**
   * Lets requests be sent to a slot by hand where no deployment moves them, and where the environment asks for nothing
   * that its release has not passed.
   * @throws {Refusal} `switch-under-way`, `deployment-required`, `reason-required`, `not-allowed`
   */
  async refusePlainSwitch(
    route: string,
    { slot, reason }: Pick<SwitchTraffic, 'slot' | 'reason'>,
    meta: CommandMeta,
  ): Promise<void> {
    const moving = this.moving(route);
    if (moving !== undefined)
      throw new Refusal(
        'switch-under-way',
        `Deployment ${moving} moves the requests of ${route}; roll back, or cancel it first: swarm cancel ${moving}`,
        { deployment: moving },
      );
    const [environment = '', team = ''] = route.split('/');
    if (!(await this.#asksForMore(route))) return;
    if (slot === null) return this.#refuseClosing({ environment, team }, reason, meta);
    if (this.#hasPassed(route, slot)) return;
    const { revision } = this.#parts.book.slot(`${route}/${slot}`);
    throw new Refusal(
      'deployment-required',
      `${environment} asks for gates or approvals that what runs in ${slot} has not passed; deploy it: swarm deploy ${team} ${revision ?? '<branch>'} ${environment} --slot ${slot}`,
      { environment, team, slot },
    );
  }

  /** What keeps requests from a release that nobody has approved must not let one person keep them from all. */
  async #refuseClosing(
    place: Readonly<Record<'environment' | 'team', string>>,
    reason: string | undefined,
    meta: CommandMeta,
  ): Promise<void> {
    await this.#parts.policy.mayClose({ ...place, slot: null }, meta);
    const { environment, team } = place;
    if (reason !== undefined || this.#parts.book.state(`${environment}/${team}`).live === null) return;
    throw new Refusal(
      'reason-required',
      `${environment} asks for gates or approvals, so that closing its address needs a reason, which is recorded: swarm switch ${team} ${environment} --none --reason "<why>"`,
      place,
    );
  }

  async #asksForMore(route: string): Promise<boolean> {
    const [environment = ''] = route.split('/');
    const { environments } = this.#parts.configuration.current;
    const { gates } =
      (Object.hasOwn(environments, environment) ? environments[environment] : undefined) ?? {};
    return (gates?.required.length ?? 0) > 0 || this.#parts.policy.guards(environment);
  }

  /** Whether a deployment has made what is in a slot live here before. */
  #hasPassed(route: string, slot: string): boolean {
    const { commands, book } = this.#parts;
    const { commit } = book.slot(`${route}/${slot}`);
    return deploymentsIn(commands).some(
      ([, history]) => history.state === 'live' && routeOf(history) === route && history.commit === commit,
    );
  }
}
