import type { ImportContext } from './importContext.ts';
import type { ValuePath } from './importedValues.ts';
import { importGates } from './importGates.ts';
import { optional } from './optionalMember.ts';
import {
  instanceCount,
  megabytes,
  mostInstances,
  plainNameOf,
  processors,
  seconds,
  texts,
  wholeNumber,
} from './readValue.ts';

/** A team of the foreign configuration under its name in swarm.json. */
export interface ImportedTeam {
  readonly name: string;
  readonly configuration: object;
  /** Names of its gates. */
  readonly gates: readonly string[];
  /** How many instances run in a slot. */
  readonly instances: number;
}

/** The teams: how their releases run, what they may use, and which checks say that they are healthy. */
export function importTeams(context: ImportContext): ImportedTeam[] {
  const { values } = context;
  const root = values.spelled(['featureTeamConfiguration'], ['teams'], ['featureTeams']);
  const gates = importGates(context);
  return values.names(root).flatMap((key) => {
    const name = plainNameOf(key);
    const path = [...root, key];
    if (name === undefined) {
      values.leave(path, 'no name of swarm.json can be made of it');
      return [];
    }
    const deployment = importDeployment(context, path, name);
    const configuration = {
      branchPrefix: branchPrefixOf(context, path, name),
      ...(deployment ? { deployment } : {}),
      ...(gates.length > 0 ? { gates } : {}),
    };
    const { instances = 1 } = deployment ?? {};
    return [{ name, configuration, gates: gates.map((gate) => gate.name), instances }];
  });
}

function branchPrefixOf({ values, facts, assume }: ImportContext, path: ValuePath, name: string): string {
  const read = (value: unknown) =>
    typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/.test(value) ? value : undefined;
  const said = values.take([...path, 'branchPrefix'], read, 'it is no branch prefix');
  if (said !== undefined) return said;
  const seen = facts.branchPrefixes.find((prefix) => {
    const word = prefix.slice(prefix.lastIndexOf('/') + 1);
    return name === word || name.startsWith(`${word}-`);
  });
  const prefix = seen ?? `feature/${name}`;
  assume(`Branches of team ${name} start with ${prefix}${seen ? ', as those there are do' : ''}.`);
  return prefix;
}

type ImportedDeployment = Readonly<Record<string, unknown>> & { readonly instances?: number };

/** Undefined where nobody says which command serves a revision: nothing is made up. */
function importDeployment(
  context: ImportContext,
  path: ValuePath,
  name: string,
): ImportedDeployment | undefined {
  const { facts, assume, values } = context;
  const runner = runnerOf(context, path, name);
  if (!runner) {
    values.leave(
      path,
      `no command is known that serves a revision of team ${name}: give it after "--" (swarm init --from … -- node server.js), or add teams.${name}.deployment`,
    );
    return undefined;
  }
  if (facts.command === undefined && !('container' in runner))
    assume(`A revision of team ${name} is served by \`npm start\`, the script in package.json.`);
  const health = importHealth(context, path);
  const limits = importLimits(context, path, 'container' in runner);
  const instances = importInstances(context, path);
  return {
    ...runner,
    ...(health.length > 0 ? { health } : {}),
    ...limits,
    ...optional('instances', instances),
  };
}

function importInstances({ values }: ImportContext, path: ValuePath): number | undefined {
  const place = values.spelled([...path, 'instances'], [...path, 'replicas']);
  return values.take(place, instanceCount, `it is no number of instances from 1 to ${mostInstances}`);
}

function runnerOf({ values, facts, assume }: ImportContext, path: ValuePath, name: string) {
  const isolation = [...path, 'isolationLevel'];
  const inContainer = values.peek(isolation) === 'container';
  const command = facts.command ?? (facts.scripts.includes('start') ? ['npm', 'start'] : undefined);
  const fromImage = inContainer && facts.dockerfile && facts.command === undefined;
  if (!fromImage && !command) return undefined;
  values.take(isolation, (value) => (typeof value === 'string' ? value : undefined), 'it is no text');
  if (fromImage) {
    assume(`The image of team ${name} is built from the Dockerfile, and listens on port 8080.`);
    return { driver: 'container', container: { dockerfile: 'Dockerfile', port: 8080 } };
  }
  if (inContainer)
    values.leave(isolation, 'each slot is a process of its own: there is no Dockerfile to use');
  return { command: [...(command ?? [])] };
}

function importHealth({ values }: ImportContext, path: ValuePath): object[] {
  const monitoring = ['monitoring', 'health'];
  const number = (name: string) => values.take([...monitoring, name], wholeNumber, 'it is no whole number');
  const period = values.take([...monitoring, 'checkInterval'], seconds, 'it is no time in milliseconds');
  const timing = {
    ...optional('periodSeconds', period),
    ...optional('failureThreshold', number('failureThreshold')),
    ...optional('successThreshold', number('recoveryThreshold')),
  };
  const endpoints = values.take(
    [...path, 'healthChecks', 'endpoints'],
    (value) => texts(value)?.filter((each) => /^\/[^\s\p{Cc}]*$/u.test(each)),
    'they are no list of paths',
  );
  return (endpoints ?? []).map((endpoint) => ({ type: 'http', path: endpoint, ...timing }));
}

function importLimits({ values }: ImportContext, path: ValuePath, inContainer: boolean): object {
  const root = [...path, 'resourceLimits'];
  const memory = values.take([...root, 'memory'], megabytes, 'it is no size such as 4GB');
  const cpus = values.take([...root, 'cpu'], processors, 'it is no number of processors');
  if (cpus !== undefined && !inContainer)
    values.leave([...root, 'cpu'], 'processors are limited for containers only ("driver": "container")');
  const limits = {
    ...optional('memoryMegabytes', memory),
    ...(inContainer ? optional('cpus', cpus) : {}),
  };
  return Object.keys(limits).length === 0 ? {} : { limits };
}
