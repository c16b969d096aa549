import { describe, expect, it } from 'vitest';
import { deploymentCommand } from '../../../../server/infrastructure/deployments/slots/deploymentCommand.ts';
import { configurationSchema } from '../../../../server/protocol/configuration/configuration.ts';

const digest = `app@sha256:${'0'.repeat(64)}`;

function hashOf(deployment: object, dockerfile?: string, gates: object[] = []): string {
  const configuration = configurationSchema.parse({ teams: { a: { branchPrefix: 'f', deployment, gates } } });
  return deploymentCommand(configuration, 'a', dockerfile).hash;
}

describe('what a person allows', () => {
  it('is another one as soon as anything else would run', () => {
    const command = ['node', 'server.js'];
    const container = { driver: 'container', container: { dockerfile: 'Dockerfile' } };
    const hashes = [
      hashOf({ command }),
      hashOf({ command: ['node', 'other.js'] }),
      hashOf({ command, environment: { NODE_OPTIONS: '--require=./x' } }),
      hashOf({ command, build: ['make'] }),
      hashOf({ command, health: [{ type: 'command', command: ['check'] }] }),
      hashOf({ command, health: [{ type: 'command', command: ['other'] }] }),
      hashOf(container, 'content'),
      hashOf(container, 'other content'),
      hashOf({ ...container, command }, 'content'),
      hashOf({ driver: 'container', container: { image: digest } }),
      hashOf({ driver: 'container', container: { image: digest, data: '/data' } }),
      hashOf({ command }, undefined, [{ name: 'tests', command: ['npm', 'test'] }]),
      hashOf({ command }, undefined, [{ name: 'tests', command: ['npm', 'run', 'other'] }]),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('stays the same where only how it is watched and bounded changes', () => {
    const command = ['node', 'server.js'];
    const health = [{ type: 'http', path: '/ready' }];
    const bounded = { command, health, limits: { memoryMegabytes: 100 }, stopTimeoutSeconds: 3 };
    expect(hashOf(bounded)).toBe(hashOf({ command }));
    expect(hashOf({ command }, undefined, [{ name: 'v2', report: { type: 'v2' } }])).toBe(
      hashOf({ command }),
    );
  });
});

describe('a deployment that contradicts itself', () => {
  const refused = (deployment: object) => {
    const teams = { a: { branchPrefix: 'f', deployment } };
    const { error } = configurationSchema.safeParse({ teams });
    return error?.issues.map(({ path, message }) => `${path.slice(3).join('.')}: ${message}`);
  };

  it('is a mistake of swarm.json that says what to do', () => {
    const command = ['x'];
    expect(refused({})).toEqual(['command: say which command serves a revision']);
    expect(refused({ command, health: [] })).toEqual([
      'health: name a check: a release without a working health check is refused',
    ]);
    expect(refused({ command, limits: { cpus: 1 } })).toEqual([
      'limits: "cpus" and "processes" are for "driver": "container"',
    ]);
    expect(refused({ driver: 'container' })).toEqual([
      'driver: say an image or a Dockerfile under "container"',
    ]);
    expect(refused({ driver: 'container', container: { image: 'app:latest' } })?.[0]).toContain(
      'by its digest',
    );
    expect(refused({ driver: 'container', container: { dockerfile: '../Dockerfile' } })?.[0]).toContain(
      'inside the repository',
    );
  });
});
