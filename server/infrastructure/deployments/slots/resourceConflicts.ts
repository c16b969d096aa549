import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import type { DeploymentConfiguration } from '../../../protocol/configuration/deploymentConfiguration.ts';

/** Something that two teams, or the instances of one, would use at once. */
export interface ResourceConflict {
  readonly other: string;
  /** How many instances of the team itself would; undefined where it is another team, or a stable address. */
  readonly instances?: number;
  readonly what: string;
  /** Where swarm.json says it. */
  readonly variable: string;
}

const databaseUrl =
  /^(postgres(ql)?|mysql|mariadb|mongodb(\+srv)?|redis(s)?|sqlite|sqlserver|amqp|nats|kafka)[a-z0-9+]*:/i;
const portName = /(^|_)PORT$/i;
const volumeName = /(^|_)(DIR|DIRECTORY|FOLDER|PATH|VOLUME|DATA)$/i;
const listed = /[:;]\//;

/**
 * What a team's program would share with that of another team which also has slots (the same port, database or folder),
 * ports that are the stable address of somebody, and ports that several instances of its own would open. What a container
 * has inside is its own.
 */
export function resourceConflicts(
  configuration: Configuration,
  { team, instances, ...program }: ExclusiveUse & { readonly team: string; readonly instances: number },
): ResourceConflict[] {
  const own = exclusive(program);
  const others = new Set(
    Object.values(configuration.environments).flatMap(({ slots }) => Object.keys(slots)),
  );
  others.delete(team);
  const shared = [...others].flatMap((other) => {
    const theirs = new Set(exclusive(configuration.teams[other]?.deployment).map(({ what }) => what));
    return own.filter(({ what }) => theirs.has(what)).map((resource) => ({ ...resource, other }));
  });
  const ports = own.filter(({ what }) => instances > 1 && what.startsWith('port '));
  const among = ports.map((resource) => ({ ...resource, other: team, instances }));
  return [...shared, ...takenAddresses(configuration, own), ...among];
}

type Resource = Omit<ResourceConflict, 'other'>;
/** What of a program says which resources it has to itself. */
type ExclusiveUse = Pick<DeploymentConfiguration, 'environment' | 'driver'>;

function takenAddresses({ environments }: Configuration, own: readonly Resource[]): ResourceConflict[] {
  return Object.values(environments).flatMap(({ ports }) =>
    Object.entries(ports).flatMap(([other, port]) =>
      own.filter(({ what }) => what === `port ${port}`).map((resource) => ({ ...resource, other })),
    ),
  );
}

function exclusive(
  { environment, driver }: ExclusiveUse = { environment: {}, driver: 'process' },
): Resource[] {
  return Object.entries(environment).flatMap(([variable, value]) => {
    const isElsewhere = portName.test(variable) && hostOf(variable, environment) !== undefined;
    const what = isElsewhere ? undefined : resourceOf(variable, value);
    if (what === undefined || (driver === 'container' && !what.startsWith('database '))) return [];
    return [{ variable, what }];
  });
}

/** `DB_PORT` beside `DB_HOST` is the port of another machine's service, and nothing that the program listens on. */
function hostOf(variable: string, environment: Readonly<Record<string, string>>): string | undefined {
  const host = variable.replace(/PORT$/i, (word) => (word === 'port' ? 'host' : 'HOST'));
  return variable.toLowerCase() === 'port' ? undefined : environment[host];
}

/** Without password and query, which do not make it another database. */
function resourceOf(variable: string, value: string): string | undefined {
  if (databaseUrl.test(value)) return `database ${withoutSecrets(value)}`;
  if (portName.test(variable) && /^\d{1,5}$/.test(value)) return `port ${Number(value)}`;
  if (volumeName.test(variable) && value.startsWith('/') && !listed.test(value))
    return `folder ${value.replace(/(?<=.)\/+$/, '')}`;
  return undefined;
}

function withoutSecrets(value: string): string {
  return value
    .replace(/\?.*$/s, '')
    .replace(/\/\/[^/@]*@/, '//')
    .replace(/(?<=\/\/.+)\/+$/, '');
}
