import type { Configuration } from '../../protocol/configuration.ts';
import type { Slot } from '../../protocol/slots.ts';
import type { HealthCheck } from './healthProbe.ts';
import type { SlotHistory } from './slotSubject.ts';

/** Ids of the slots the configuration declares, in its order: `environment/team/slot`. */
export function configuredSlots({ environments }: Configuration): string[] {
  return Object.entries(environments).flatMap(([environment, { slots }]) =>
    Object.entries(slots).flatMap(([team, names]) =>
      [...new Set(names)].map((name) => `${environment}/${team}/${name}`),
    ),
  );
}

/** The row of a slot. */
export function slotRow(id: string, state: SlotHistory, lastCheck: HealthCheck | undefined): Slot {
  const [environment = '', team = '', slot = ''] = id.split('/');
  const { phase, program, revision, commit, since, actor, problem, log } = state;
  return {
    id,
    environment,
    team,
    slot,
    state: phase,
    revision,
    commit,
    url: program === null ? null : `http://127.0.0.1:${program.port}`,
    pid: program?.pid ?? null,
    since,
    actor,
    problem,
    log,
    lastCheck: program === null ? null : (lastCheck ?? null),
  };
}
