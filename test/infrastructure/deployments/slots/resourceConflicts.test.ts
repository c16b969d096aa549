import { describe, expect, it } from 'vitest';
import { deploymentCommand } from '../../../../server/infrastructure/deployments/slots/deploymentCommand.ts';
import { resourceConflicts } from '../../../../server/infrastructure/deployments/slots/resourceConflicts.ts';
import { configurationSchema } from '../../../../server/protocol/configuration/configuration.ts';

/** What team a would share with team b. */
function shared(
  a: object,
  b: object,
  { slots = { a: ['s'], b: ['s'] }, ...more }: { slots?: object; ports?: object; driver?: string } = {},
): string[] {
  const runs = more.driver
    ? { driver: more.driver, container: { dockerfile: 'Dockerfile' } }
    : { command: ['x'] };
  const team = (environment: object) => ({ branchPrefix: 'f', deployment: { ...runs, environment } });
  const configuration = configurationSchema.parse({
    teams: { a: team(a), b: team(b) },
    environments: { development: { slots, ports: more.ports } },
  });
  return resourceConflicts(configuration, deploymentCommand(configuration, 'a')).map(
    ({ other, what, variable }) => `${other} ${what} ${variable}`,
  );
}

describe('two teams with slots', () => {
  it('must not use one database, whoever logs in and under whatever name', () => {
    expect(
      shared({ DATABASE_URL: 'postgres://a:secret@db/app?ssl=1' }, { DB: 'postgres://b@db/app/' }),
    ).toEqual(['b database postgres://db/app DATABASE_URL']);
    expect(shared({ REDIS: 'redis://cache/0' }, { REDIS: 'redis://cache/1' })).toEqual([]);
  });

  it('must not listen on one port or write into one folder', () => {
    expect(shared({ METRICS_PORT: '9100' }, { ADMIN_PORT: '9100' })).toEqual(['b port 9100 METRICS_PORT']);
    expect(shared({ DATA_DIR: '/srv/data/' }, { VOLUME: '/srv/data' })).toEqual([
      'b folder /srv/data DATA_DIR',
    ]);
  });

  it('may share what is no resource: addresses of services, search paths, equal words', () => {
    const same = { API: 'https://example.org', PATH: '/usr/bin:/bin', MODE: 'fast', WORKERS: '4' };
    expect(shared(same, same)).toEqual([]);
  });

  it('are told apart from a team without slots', () => {
    expect(shared({ APP_PORT: '9100' }, { APP_PORT: '9100' }, { slots: { a: ['s'] } })).toEqual([]);
  });

  it('must not listen where a stable address is, not even their own', () => {
    expect(shared({ ADMIN_PORT: '8081' }, {}, { ports: { b: 8081 } })).toEqual(['b port 8081 ADMIN_PORT']);
    expect(shared({ ADMIN_PORT: '8081' }, {}, { ports: { a: 8081 } })).toEqual(['a port 8081 ADMIN_PORT']);
  });

  it('may talk to one port of another machine', () => {
    const database = { DB_HOST: 'db.internal', DB_PORT: '5432' };
    expect(shared(database, { ...database, ADMIN_PORT: '5432' })).toEqual([]);
  });

  it('in containers have ports and folders of their own, but may share a database', () => {
    const same = { METRICS_PORT: '9100', DATA_DIR: '/data', DB: 'postgres://db/app' };
    expect(shared(same, same, { driver: 'container' })).toEqual(['b database postgres://db/app DB']);
  });
});

describe('several instances of a team', () => {
  it("must not open one port, which their programs find in PORT; what is another machine's they may share", () => {
    const environment = {
      METRICS_PORT: '9100',
      DATABASE_URL: 'postgres://db/a',
      SMTP_HOST: 'mail',
      SMTP_PORT: '25',
    };
    const deployment = { command: ['x'], environment };
    const configuration = configurationSchema.parse({ teams: { a: { branchPrefix: 'f', deployment } } });
    const command = deploymentCommand(configuration, 'a');
    expect(resourceConflicts(configuration, command)).toEqual([]);
    expect(resourceConflicts(configuration, { ...command, instances: 3 })).toEqual([
      { other: 'a', what: 'port 9100', variable: 'METRICS_PORT', instances: 3 },
    ]);
  });
});
