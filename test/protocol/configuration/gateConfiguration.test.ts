import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../../server/protocol/configuration/configuration.ts';
import { gatesOfTeam } from '../../../server/protocol/configuration/gateConfiguration.ts';

const junit = { type: 'junit', path: 'reports/junit.xml' };

function problemsOf(gates: object[], asked: object = {}): string[] {
  const { error } = configurationSchema.safeParse({
    teams: { web: { branchPrefix: 'web', gates } },
    environments: { staging: { slots: { web: ['blue'] }, gates: asked } },
  });
  return (error?.issues ?? []).map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`);
}

function gate(report: object) {
  const gates = [{ name: 'one', command: ['x'], report }];
  const configuration = configurationSchema.parse({ teams: { web: { branchPrefix: 'web', gates } } });
  return configuration.teams['web']?.gates[0];
}

describe('a gate in swarm.json', () => {
  it('has the limits that the field takes for good where it says none', () => {
    expect(gate(junit)).toMatchObject({
      at: 'release',
      build: false,
      timeoutSeconds: 1800,
      report: { thresholds: { failed: 0, run: 1 } },
    });
    expect(gate({ type: 'lcov', path: 'lcov.info' })?.report).toMatchObject({ thresholds: { lines: 80 } });
    expect(gate({ type: 'sarif', path: 'a.sarif' })?.report).toMatchObject({ thresholds: { errors: 0 } });
  });

  it('says what to do where it contradicts itself', () => {
    expect(problemsOf([{ name: 'one' }])).toEqual(['gates.0.command: say a command, a report, or both']);
    expect(problemsOf([{ name: 'one', command: ['x'], report: { type: 'v2' } }])).toEqual([
      'gates.0.command: leave it out: the report "v2" is made by Swarm itself',
    ]);
    expect(problemsOf([{ name: 'one', at: 'slot', report: { type: 'v2' } }])[0]).toContain('about files');
    const two = { name: 'one', command: ['x'] };
    expect(problemsOf([two, two])).toEqual(['gates: two gates have the same name']);
    const json = (threshold: object) => [
      { name: 'load', command: ['x'], report: { type: 'json', path: 'l.json', thresholds: [threshold] } },
    ];
    expect(problemsOf(json({ value: 'a' }))[0]).toContain('say what it is');
    expect(problemsOf(json({ value: 'a', equals: 1, minimum: 1 }))[0]).toContain('stands alone');
    expect(problemsOf(json({ value: 'a..b', minimum: 1 }))[0]).toContain('use names with dots');
  });

  it.each(['../junit.xml', '/etc/passwd', '-rf', 'a/../../b', 'C:\\x', 'a\nb', ''])(
    'reads nothing at %j',
    (path) => {
      expect(problemsOf([{ name: 'one', command: ['x'], report: { ...junit, path } }])).toHaveLength(1);
    },
  );

  it('is known to the environment that asks for it', () => {
    const gates = [{ name: 'tests', command: ['npm', 'test'] }];
    expect(problemsOf(gates, { required: ['tests', 'v2'] })).toEqual([]);
    expect(problemsOf(gates, { required: ['test'] })).toEqual([
      'gates.required.0: no team with slots here has a gate "test" under "gates"',
    ]);
    expect(problemsOf(gates, { required: ['tests'], advisory: ['tests'] })).toEqual([
      'gates.advisory.0: the gate "tests" is required here already',
    ]);
  });

  it('is there without being named where it is v2, unless the team says another', () => {
    expect(gatesOfTeam([])).toMatchObject([{ name: 'v2', report: { type: 'v2', thresholds: { minor: 0 } } }]);
    const [own] =
      configurationSchema.parse({
        teams: { web: { branchPrefix: 'w', gates: [{ name: 'v2', command: ['make', 'v2'] }] } },
      }).teams['web']?.gates ?? [];
    expect(gatesOfTeam(own ? [own] : [])).toEqual([own]);
  });
});
