import type { ImportContext } from './importContext.ts';
import type { ValuePath } from './importedValues.ts';
import { gatesIn } from './importGates.ts';
import { importObservation } from './importRollback.ts';
import type { ImportedTeam } from './importTeams.ts';
import { importWindows } from './importWindows.ts';
import { optional } from './optionalMember.ts';
import { isTrue, plainNameOf, seconds, texts, wholeNumber } from './readValue.ts';

const strategies = ['blue-green', 'canary', 'rolling', 'recreate'] as const;
/** A switch needs a slot besides the live one. */
const slotsOfOneTeam = 2;

/** The environments: their slots, approvals, windows, and when a release goes back. */
export function importEnvironments(
  context: ImportContext,
  teams: readonly ImportedTeam[],
): Readonly<Record<string, object>> {
  const { values } = context;
  const strategy = importStrategy(context, Math.max(1, ...teams.map(({ instances }) => instances)));
  const gates = new Set(teams.flatMap((team) => team.gates));
  const entries = values.names(['environments']).flatMap((key) => {
    const name = plainNameOf(key);
    const path = ['environments', key];
    if (name === undefined) {
      values.leave(path, 'no name of swarm.json can be made of it');
      return [];
    }
    const slots = importSlots(context, path, teams);
    const asked = gatesIn(context, key, slots === undefined ? new Set() : gates);
    const configuration = {
      ...optional('slots', slots),
      ...importLimits(context, path),
      ...optional('strategy', strategy),
      ...importApprovals(context, path, key),
      ...importWindows(context, path),
      ...importObservation(context),
      ...(asked.required.length + asked.advisory.length > 0 ? { gates: asked } : {}),
    };
    return [[name, configuration] as const];
  });
  return Object.fromEntries(entries);
}

/** The first one that is enabled and that Swarm has. */
function importStrategy({ values }: ImportContext, mostInstances: number): string | undefined {
  const root = values.spelled(['deploymentStrategies'], ['strategies']);
  const enabled = values.names(root).filter((key) => {
    const on = values.take([...root, key, 'enabled'], isTrue, 'it is neither true nor false');
    const isAlone = key === 'rolling' && mostInstances < 2;
    if (on === true && isAlone)
      values.leave(
        [...root, key, 'enabled'],
        'it replaces instances one by one, and no team has several: set "instances", or use blue-green or canary',
      );
    return on === true && !isAlone;
  });
  return strategies.find((name) => enabled.includes(name));
}

function importSlots(
  { values, assume }: ImportContext,
  path: ValuePath,
  teams: readonly ImportedTeam[],
): Readonly<Record<string, readonly string[]>> | undefined {
  const place = values.spelled([...path, 'infrastructure', 'slots'], [...path, 'slots']);
  const read = (value: unknown) => texts(value)?.flatMap((name) => plainNameOf(name) ?? []);
  const names = values.take(place, read, 'they are no list of names');
  if (names === undefined || names.length === 0 || teams.length === 0) return undefined;
  const environment = path.at(-1) ?? '';
  const each = Math.floor(names.length / teams.length);
  if (each < slotsOfOneTeam) {
    assume(`In ${environment} each team has slots of its own under these names: ${names.join(', ')}.`);
    return Object.fromEntries(teams.map(({ name }) => [name, names]));
  }
  assume(`In ${environment} the slots are divided among the teams, ${each} for each.`);
  return Object.fromEntries(
    teams.map(({ name }, index) => {
      const end = index === teams.length - 1 ? names.length : (index + 1) * each;
      return [name, names.slice(index * each, end)];
    }),
  );
}

function importLimits({ values }: ImportContext, path: ValuePath): object {
  const timeout = values.take([...path, 'healthCheckTimeout'], seconds, 'it is no time in milliseconds');
  const most = values.take([...path, 'maxActiveDeployments'], wholeNumber, 'it is no whole number');
  const parallel = values.take([...path, 'parallelDeployments'], isTrue, 'it is neither true nor false');
  return {
    ...optional('healthTimeoutSeconds', timeout),
    ...optional('deploymentsAtOnce', parallel === false ? 1 : most),
  };
}

function importApprovals({ values, assume }: ImportContext, path: ValuePath, environment: string): object {
  const said = values.take([...path, 'requiresApproval'], isTrue, 'it is neither true nor false');
  const root = values.spelled(['rollbackConfiguration'], ['rollback']);
  const place = [...root, 'manualRollback', 'approvalRequired', environment];
  const rollback = values.take(place, isTrue, 'it is neither true nor false');
  if (said !== true) {
    if (rollback === true) values.leave(place, 'the environment itself asks for no approval');
    return {};
  }
  assume(`In ${environment} one person besides the one who asks has to approve; anybody may.`);
  return { approvals: { required: 1, ...(rollback === true ? { rollback } : {}) } };
}
