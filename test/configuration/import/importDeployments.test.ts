import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepositoryFacts } from '../../../server/configuration/import/importContext.ts';
import {
  importDeployments,
  looksLikeDeployments,
} from '../../../server/configuration/import/importDeployments.ts';
import { mergeConfiguration } from '../../../server/configuration/import/mergeConfiguration.ts';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import {
  type Configuration,
  configurationSchema,
} from '../../../server/protocol/configuration/configuration.ts';
import { blueGreenFile } from './blueGreenFile.ts';

const facts: RepositoryFacts = {
  scripts: ['start', 'test', 'test:e2e'],
  dockerfile: false,
  command: undefined,
  branchPrefixes: ['feature/realtime'],
};

function imported(source: unknown, more: Partial<RepositoryFacts> = {}) {
  const result = importDeployments(source, { ...facts, ...more });
  const reasons = new Map(result.left.map(({ path, why }) => [path, why]));
  return { ...result, parsed: configurationSchema.parse(result.configuration) as Configuration, reasons };
}

describe('a blue-green configuration', () => {
  it('is taken over: slots, approvals, windows, limits and when a release goes back', () => {
    const { development, production } = imported(blueGreenFile()).parsed.environments;
    expect(development).toMatchObject({
      slots: { realtime: ['dev-slot-1', 'dev-2'], ai: ['dev-3', 'dev-4'] },
      healthTimeoutSeconds: 30,
      deploymentsAtOnce: 4,
      strategy: 'blue-green',
      gates: { required: ['unit-tests'], advisory: [] },
    });
    expect(development?.approvals).toBeUndefined();
    expect(production).toMatchObject({
      slots: { realtime: ['prod-1', 'prod-2'], ai: ['prod-1', 'prod-2'] },
      deploymentsAtOnce: 1,
      approvals: { required: 1, rollback: true },
      windows: [{ days: ['sun'], from: '02:00', to: '04:00', timeZone: 'UTC' }],
      observe: { seconds: 300, failedChecks: 3, errorRatePercent: 5, slowerPercent: 10_000 },
      gates: { required: ['unit-tests'], advisory: ['e2e-tests'] },
    });
  });

  it('gives each team its command, checks and limits, and gates by the scripts there are', () => {
    const { teams } = imported(blueGreenFile()).parsed;
    expect(teams['realtime']).toMatchObject({
      branchPrefix: 'feature/realtime',
      deployment: {
        driver: 'process',
        command: ['npm', 'start'],
        limits: { memoryMegabytes: 4096 },
        health: [
          { type: 'http', path: '/api/health', periodSeconds: 30, failureThreshold: 3, successThreshold: 2 },
          { path: '/api/status' },
        ],
      },
      gates: [
        {
          name: 'unit-tests',
          command: ['npm', 'run', 'test'],
          timeoutSeconds: 600,
          report: { type: 'lcov', thresholds: { lines: 80 } },
        },
        { name: 'e2e-tests', command: ['npm', 'run', 'test:e2e'], timeoutSeconds: 1800 },
      ],
    });
  });

  it('takes a Dockerfile for a team that wants a container, with its processors', () => {
    const { teams } = imported(blueGreenFile(), { dockerfile: true }).parsed;
    expect(teams['ai']?.deployment).toMatchObject({
      driver: 'container',
      container: { dockerfile: 'Dockerfile' },
      limits: { cpus: 0.5, memoryMegabytes: 512 },
    });
  });

  it('takes how many instances of a team run, and rolls where there are several', () => {
    const file = { ...blueGreenFile(), deploymentStrategies: { rolling: { enabled: true } } };
    Object.assign(file.featureTeamConfiguration.realtime, { replicas: 3 });
    Object.assign(file.featureTeamConfiguration.ai, { replicas: 200 });
    const { parsed, reasons } = imported(file);
    expect(parsed.teams['realtime']?.deployment?.instances).toBe(3);
    expect(parsed.environments['production']?.strategy).toBe('rolling');
    expect(reasons.get('featureTeamConfiguration.ai.replicas')).toBe(
      'it is no number of instances from 1 to 20',
    );
  });

  it('is dropped nowhere without a reason, and no value of it is told', () => {
    const { reasons, left } = imported(blueGreenFile());
    expect([...reasons.keys()].sort()).toEqual([
      'deploymentStrategies.blue-green.rollbackTime',
      'deploymentStrategies.rolling.enabled',
      'deploymentStrategies.rolling.riskLevel',
      'environments.development.autoDeployOnPush',
      'environments.development.infrastructure.database',
      'featureTeamConfiguration.ai.isolationLevel',
      'featureTeamConfiguration.ai.resourceLimits.cpu',
      'featureTeamConfiguration.realtime.dependencies',
      'featureTeamConfiguration.realtime.healthChecks.customChecks',
      'featureTeamConfiguration.realtime.resourceLimits.cpu',
      'featureTeamConfiguration.realtime.resourceLimits.storage',
      'notifications',
      'qualityGates.optional.loadTests',
      'qualityGates.required.securityScan',
      'version',
    ]);
    expect(reasons.get('qualityGates.optional.loadTests')).toBe('it is not enabled there');
    expect(JSON.stringify(left)).not.toContain('hooks.example');
  });

  it('without a known command leaves the teams without a deployment, and says how to give one', () => {
    const { parsed, reasons } = imported(blueGreenFile(), { scripts: [] });
    expect(parsed.teams['realtime']).not.toHaveProperty('deployment');
    expect(reasons.get('featureTeamConfiguration.realtime')).toMatch(/-- node server\.js/);
    const { teams } = imported(blueGreenFile(), { command: ['node', 'server.js'] }).parsed;
    expect(teams['ai']?.deployment?.command).toEqual(['node', 'server.js']);
  });

  it('with values that cannot be is taken over without them', () => {
    const file = blueGreenFile();
    const wrong = {
      ...file,
      environments: {
        ...file.environments,
        production: {
          ...file.environments.production,
          healthCheckTimeout: 9e9,
          maintenanceWindows: [{ day: 'sunday', start: '25:00', end: '04:00' }],
        },
        '…': {},
      },
    };
    const { parsed, reasons } = imported(wrong);
    expect(parsed.environments['production']).toMatchObject({ healthTimeoutSeconds: 30 });
    expect([...reasons.keys()]).toEqual(
      expect.arrayContaining([
        'swarm.json environments.production.healthTimeoutSeconds',
        'swarm.json environments.production.windows.0.from',
        'environments.…',
      ]),
    );
  });

  it('of any shape gives a valid part of a swarm.json or nothing', () => {
    const names = fc.constantFrom(...Object.keys(blueGreenFile()), 'slots', '__proto__', 'enabled', 'a');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.anything({ maxDepth: 1 }),
        fc.dictionary(names, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.dictionary(names, tree), (value, more) => {
        for (const source of [value, { ...blueGreenFile(), ...more }]) {
          const { configuration } = importDeployments(source, facts);
          expect(parseConfiguration(JSON.stringify(configuration)).problems).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is told from other JSON', () => {
    expect(looksLikeDeployments(blueGreenFile())).toBe(true);
    for (const other of [null, [], 'x', {}, { environments: {} }, { environments: { a: {} } }])
      expect(looksLikeDeployments(other)).toBe(false);
  });
});

describe('what is added to a swarm.json', () => {
  it('changes nothing that stands there, comments included', () => {
    const text =
      '{\n  // ours\n  "teams": { "web": { "branchPrefix": "w" } }, // kept\n  "environments": {}\n}\n';
    const merged = mergeConfiguration(text, {
      teams: { web: { branchPrefix: 'other', lead: 'ada' }, api: { branchPrefix: 'a' } },
      environments: { development: { slots: { web: ['one'] } } },
    });
    expect(merged.kept).toEqual(['teams.web.branchPrefix']);
    expect(merged.text).toContain('// ours');
    expect(merged.text).toContain('// kept');
    expect(parseConfiguration(merged.text).configuration).toMatchObject({
      teams: { web: { branchPrefix: 'w', lead: 'ada' }, api: { branchPrefix: 'a' } },
      environments: { development: { slots: { web: ['one'] } } },
    });
    expect(mergeConfiguration(merged.text, { teams: { web: { lead: 'ada' } } }).text).toBe(merged.text);
  });
});
