import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import type { Slot, SlotCheck, SlotInstance } from '../../../protocol/slots.ts';
import type { SlotTraffic } from '../traffic/trafficBook.ts';
import { type InstanceHistory, type SlotHistory, wantedInstances } from './slotHistory.ts';

/** Ids of the slots the configuration declares, in its order: `environment/team/slot`. */
export function configuredSlots({ environments }: Configuration): string[] {
  return Object.entries(environments).flatMap(([environment, { slots }]) =>
    Object.entries(slots).flatMap(([team, names]) =>
      [...new Set(names)].map((name) => `${environment}/${team}/${name}`),
    ),
  );
}

/** The row of a slot, but for who keeps it and how requests reach it. */
export function slotRow(
  id: string,
  state: SlotHistory,
  checks: readonly SlotCheck[],
): Omit<Slot, keyof SlotTraffic | 'reservation'> {
  const [environment = '', team = '', slot = ''] = id.split('/');
  const { url, pid, container } = runsAs(wantedInstances(state)[0]);
  const { phase, revision, commit, since, actor, problem, log, buildLog, failedCheck } = state;
  return {
    id,
    environment,
    team,
    slot,
    state: phase,
    revision,
    commit,
    instances: state.instances.map(instanceRow),
    url,
    pid,
    container,
    since,
    actor,
    problem,
    log,
    buildLog,
    checks: url === null ? [] : [...checks],
    failedCheck,
  };
}

function instanceRow(one: InstanceHistory): SlotInstance {
  const { instance, phase, since, problem } = one;
  return { instance, state: phase, ...runsAs(one), since, problem };
}

function runsAs(one: InstanceHistory | undefined): Pick<SlotInstance, 'url' | 'pid' | 'container'> {
  const program = one?.program;
  if (!program) return { url: null, pid: null, container: null };
  const { identity, port } = program;
  const url = `http://127.0.0.1:${port}`;
  return 'pid' in identity
    ? { url, pid: identity.pid, container: null }
    : { url, pid: null, container: identity.container };
}
