import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GateGround, writes } from './gateGround.ts';

let ground: GateGround;
let base: string;
beforeEach(async () => {
  ground = await GateGround.start();
  await ground.declare([]);
  base = await ground.example.commit('old.py', 'x = 1\n'.repeat(400));
});
afterEach(() => ground.close());

describe('the gate v2', () => {
  it('is there undeclared, and passes where what has changed keeps the limits', async () => {
    await ground.example.commit('new.py', 'x = 1\n'.repeat(300));
    const [outcome] = await ground.run(['v2'], { base });
    expect(outcome).toMatchObject({ outcome: 'passed', problem: null });
    expect(outcome?.measures).toEqual([
      { name: 'changed files', value: 1, unit: '', limit: null, passed: true },
      { name: 'critical findings', value: 0, unit: '', limit: '<= 0', passed: true },
      { name: 'major findings', value: 0, unit: '', limit: '<= 0', passed: true },
      { name: 'minor findings', value: 0, unit: '', limit: '<= 0', passed: true },
    ]);
  });

  it('fails with the first finding of what has changed, whatever a command did to the files before', async () => {
    await ground.example.commit('new.py', 'x = 1\n'.repeat(301));
    await ground.declare([
      { name: 'cheat', command: writes('new.py', '') },
      { name: 'v2', report: { type: 'v2' } },
    ]);
    const [, outcome] = await ground.run(['cheat', 'v2'], { base });
    expect(outcome?.problem).toMatch(
      /^The V2 check does not pass: 1 minor finding \(at most 0\)\. The first: minor: new\.py:\d+: .*301/,
    );
    expect(readFileSync(outcome?.log ?? '', 'utf8')).toContain('minor: new.py:');
  });

  it('lets pass what its limits say', async () => {
    await ground.example.commit('new.py', 'x = 1\n'.repeat(301));
    const report = { type: 'v2', thresholds: { minor: 1 } };
    expect(await ground.outcome({ report }, { base })).toMatchObject({ outcome: 'passed' });
  });

  it('counts from the base branch where nothing is live', async () => {
    ground.example.git('checkout', '--quiet', '-b', 'web-one');
    await ground.example.commit('new.py', 'x = 1\n'.repeat(500));
    const [outcome] = await ground.run(['v2']);
    expect(outcome?.problem).toContain('1 critical finding');
    ground.example.git('branch', 'develop');
    ground.baseBranch = 'develop';
    expect(await ground.run(['v2'])).toMatchObject([{ outcome: 'passed' }]);
  });

  it('fails with the words of the check where that cannot check', async () => {
    const [outcome] = await ground.run(['v2'], { base: '0'.repeat(40) });
    expect(outcome?.problem).toMatch(
      /^The V2 check could not be made: check --changed: git knows no revision 0{40}\.$/,
    );
  });
});
