import type { EnvironmentConfiguration } from '../../../protocol/configuration/configuration.ts';
import { observation } from '../../../protocol/configuration/rolloutConfiguration.ts';
import type { Slot } from '../../../protocol/slots.ts';
import type { Traffic } from '../../../protocol/traffic.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandStore } from '../../events/subject.ts';
import { SlotTotals } from '../observation/slotTotals.ts';
import { TrafficHistory } from '../observation/trafficHistory.ts';
import { measuredTraffic } from '../observation/trafficSpan.ts';
import type { Route, RouteTraffic, Upstream, UpstreamTraffic } from '../router/trafficRouter.ts';
import type { SlotHistory } from '../slots/slotHistory.ts';
import { slotSubject } from '../slots/slotSubject.ts';
import { servingPorts } from './servingPorts.ts';
import { requestShare, spareSlot } from './standIn.ts';
import { type TrafficState, trafficSubject } from './trafficSubject.ts';

/** The part of a slot's row that says how requests reach it. */
export type SlotTraffic = Pick<Slot, 'live' | 'address' | 'traffic' | 'warmUntil'>;

/** How requests are led where swarm.json no longer has the environment of a slot that is live. */
const withoutEnvironment = {
  drainSeconds: 10,
  answerSeconds: 60,
  keepWarmSeconds: 30,
  restart: false,
  observe: observation.parse({}),
};
/** Time of which the row of a slot shows the latency. */
const recentSeconds = 60;

/** What is meant and what is known of the traffic: read from the log, swarm.json and the router's last report. */
export class TrafficBook {
  readonly #commands: CommandStore;
  readonly #configuration: ConfigurationFile;
  /** What was reported in the last minutes. */
  readonly history: TrafficHistory;
  readonly totals = new SlotTotals();
  #reports: ReadonlyMap<string, RouteTraffic> = new Map();

  constructor(commands: CommandStore, configuration: ConfigurationFile) {
    this.#commands = commands;
    this.#configuration = configuration;
    const lookBack = (route: string) => this.environment(route).observe.baselineSeconds;
    this.history = new TrafficHistory(lookBack);
  }

  state(route: string): TrafficState {
    return this.#commands.get(trafficSubject, route).state;
  }

  /** Environments and teams that have slots, and those that had some and still have traffic. */
  routes(): string[] {
    const declared = Object.entries(this.#configuration.current.environments).flatMap(
      ([environment, { slots }]) => Object.keys(slots).map((team) => `${environment}/${team}`),
    );
    const live = [...this.#commands.all(trafficSubject)].filter(([, { state }]) => state.live !== null);
    return [...new Set([...declared, ...live.map(([route]) => route)])];
  }

  /** What is in each slot of an environment and team. */
  slots(route: string): ReadonlyMap<string, SlotHistory> {
    const [environment = '', team = ''] = route.split('/');
    const declared = this.#configuration.current.environments[environment]?.slots[team] ?? [];
    const known = [...this.#commands.all(slotSubject).keys()]
      .filter((id) => id.startsWith(`${route}/`) && this.slot(id).port !== null)
      .map((id) => id.slice(route.length + 1));
    return new Map(
      [...new Set([...declared, ...known])].map((name) => [name, this.slot(`${route}/${name}`)]),
    );
  }

  slot(id: string): SlotHistory {
    return this.#commands.get(slotSubject, id).state;
  }

  /** Whether what began on a port still runs in a slot. */
  isServing(id: string, port: number): boolean {
    const { phase, port: known } = this.slot(id);
    return known === port && (phase === 'healthy' || phase === 'unhealthy');
  }

  environment(route: string): Partial<EnvironmentConfiguration> & typeof withoutEnvironment {
    const [environment = ''] = route.split('/');
    return this.#configuration.current.environments[environment] ?? withoutEnvironment;
  }

  /** The stable port; null until one is chosen. */
  port(route: string): number | null {
    const [, team = ''] = route.split('/');
    return this.environment(route).ports?.[team] ?? this.state(route).port;
  }

  report(reports: readonly RouteTraffic[]): void {
    this.#reports = new Map(reports.map((report) => [report.id, report]));
    this.history.record(reports);
    this.totals.record(reports);
  }

  problem(route: string): string | null {
    return this.#reports.get(route)?.problem ?? null;
  }

  /** What the router has to do. */
  table(): Route[] {
    return this.routes().flatMap((route) => {
      const wanted = this.#wanted(route);
      return wanted === undefined ? [] : [wanted];
    });
  }

  row(route: string): Traffic {
    const [environment = '', team = ''] = route.split('/');
    const { live, canary, previous, switching, restoring, since, actor, reason, problem } = this.state(route);
    const pending = switching?.to ?? restoring;
    const known = { since, actor, reason, problem: problem ?? this.problem(route) };
    return { environment, team, address: this.#address(route), live, canary, previous, pending, ...known };
  }

  slotTraffic(id: string): SlotTraffic {
    const [route, name] = splitSlot(id);
    const { live, warm } = this.state(route);
    const { port: running } = this.slot(id);
    const kept = warm.find(({ slot, port }) => slot === name && port === running);
    return {
      live: live?.slot === name,
      address: this.#address(route),
      traffic: this.#load(route, name, running),
      warmUntil: live?.slot === name ? null : (kept?.until ?? null),
    };
  }

  #wanted(route: string): Route | undefined {
    const { live: present, canary, switching } = this.state(route);
    const isWhole = switching !== null && switching.percent === null;
    const live = isWhole ? switching.to : present;
    const port = this.port(route);
    if (live === null || port === null) return undefined;
    const { drainSeconds, answerSeconds, previewHeader } = this.environment(route);
    const part =
      switching?.to && switching.percent !== null
        ? { slot: switching.to.slot, percent: switching.percent }
        : canary;
    return {
      id: route,
      port,
      upstreams: this.#upstreams(route),
      live: live.slot,
      canary: isWhole ? null : part,
      spare: isWhole && present !== null ? present.slot : spareSlot(this, route, live.slot),
      previewHeader: previewHeader ?? null,
      drainSeconds,
      answerSeconds,
    };
  }

  #upstreams(route: string): Upstream[] {
    return [...this.slots(route)].flatMap(([slot, history]) =>
      servingPorts(history).map((port) => ({ slot, port })),
    );
  }

  #address(route: string): string | null {
    const port = this.port(route);
    return port === null ? null : `http://127.0.0.1:${port}`;
  }

  #load(route: string, name: string, port: number | null): SlotTraffic['traffic'] {
    if (port === null || this.state(route).live === null) return null;
    const reports = this.#instances(route, name);
    const sum = (figure: 'requests' | 'failures' | 'errors' | 'active' | 'sockets') =>
      reports.reduce((total, report) => total + report[figure], 0);
    const recent = measuredTraffic(this.history.recent(route, reports, recentSeconds));
    return {
      share: requestShare(this, route, name),
      requests: sum('requests'),
      failures: sum('failures'),
      errors: sum('errors'),
      p95Milliseconds: recent.p95Milliseconds,
      connections: sum('active') + sum('sockets'),
    };
  }

  /** What is reported on the instances that are in a slot now. */
  #instances(route: string, name: string): UpstreamTraffic[] {
    const ports = this.#upstreams(route).flatMap(({ slot, port }) => (slot === name ? [port] : []));
    const reports = this.#reports.get(route)?.upstreams ?? [];
    return reports.filter(({ slot, port }) => slot === name && ports.includes(port));
  }
}

/** Route and name of a slot: `environment/team` and `slot`. */
export function splitSlot(id: string): [route: string, name: string] {
  const end = id.lastIndexOf('/');
  return [id.slice(0, end), id.slice(end + 1)];
}
