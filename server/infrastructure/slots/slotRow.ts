import type { Configuration } from '../../protocol/configuration.ts';
import type { Slot, SlotCheck } from '../../protocol/slots.ts';
import type { SlotTraffic } from '../traffic/trafficBook.ts';
import type { SlotHistory } from './slotSubject.ts';

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
  checks: readonly SlotCheck[] | undefined,
): Omit<Slot, keyof SlotTraffic | 'reservation'> {
  const [environment = '', team = '', slot = ''] = id.split('/');
  const { phase, program, revision, commit, since, actor, problem, log, buildLog, failedCheck } = state;
  return {
    id,
    environment,
    team,
    slot,
    state: phase,
    revision,
    commit,
    url: program === null ? null : `http://127.0.0.1:${program.port}`,
    ...runsAs(state),
    since,
    actor,
    problem,
    log,
    buildLog,
    checks: program === null ? [] : [...(checks ?? [])],
    failedCheck,
  };
}

function runsAs({ program }: SlotHistory): Pick<Slot, 'pid' | 'container'> {
  if (program === null) return { pid: null, container: null };
  const { identity } = program;
  return 'pid' in identity
    ? { pid: identity.pid, container: null }
    : { pid: null, container: identity.container };
}
