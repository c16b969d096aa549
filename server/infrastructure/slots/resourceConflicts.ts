import type { Configuration } from '../../protocol/configuration.ts';

/** Something that two teams would use at once. */
export interface ResourceConflict {
  readonly other: string;
  readonly what: string;
  /** Where swarm.json says it. */
  readonly variable: string;
}

const databaseUrl =
  /^(postgres(ql)?|mysql|mariadb|mongodb(\+srv)?|redis(s)?|sqlite|sqlserver|amqp|nats|kafka)[a-z0-9+]*:/i;
const portName = /(^|_)PORT$/i;
const volumeName = /(^|_)(DIR|DIRECTORY|FOLDER|PATH|VOLUME|DATA)$/i;
const listed = /[:;]\//;

/** What a team's program would share with that of another team which also has slots: the same port, database or folder. */
export function resourceConflicts(configuration: Configuration, team: string): ResourceConflict[] {
  const own = exclusive(configuration, team);
  const others = new Set(
    Object.values(configuration.environments).flatMap(({ slots }) => Object.keys(slots)),
  );
  others.delete(team);
  return [...others].flatMap((other) => {
    const theirs = new Set(exclusive(configuration, other).map(({ what }) => what));
    return own.filter(({ what }) => theirs.has(what)).map((resource) => ({ ...resource, other }));
  });
}

function exclusive({ teams }: Configuration, team: string): Omit<ResourceConflict, 'other'>[] {
  const environment = teams[team]?.deployment?.environment ?? {};
  return Object.entries(environment).flatMap(([variable, value]) => {
    const what = resourceOf(variable, value);
    return what === undefined ? [] : [{ variable, what }];
  });
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
