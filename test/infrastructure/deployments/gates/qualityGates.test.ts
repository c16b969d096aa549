import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processDriver } from '../../../../server/infrastructure/programs/processDriver.ts';
import { processesIn } from '../slots/exampleApplication.ts';
import { GateGround, script, writes } from './gateGround.ts';

let ground: GateGround;
beforeEach(async () => {
  ground = await GateGround.start();
});
afterEach(() => ground.close());

const passes = script('0');
const fails = script('console.error("no luck"); process.exit(3)');

describe('a gate', () => {
  it('passes with a command that ends well, and keeps what it printed', async () => {
    const outcome = await ground.outcome({ command: script('console.log("all well")') });
    expect(outcome).toMatchObject({
      name: 'one',
      required: true,
      outcome: 'passed',
      problem: null,
      measures: [],
    });
    expect(outcome.milliseconds).toBeGreaterThan(0);
    expect(readFileSync(outcome.log ?? '', 'utf8')).toBe('all well\n');
  });

  it('fails with a command that ends badly, in the words of the command', async () => {
    const { outcome, problem } = await ground.outcome({ command: fails });
    expect(outcome).toBe('failed');
    expect(problem).toBe('The command exited with code 3: no luck');
  });

  it('fails where there is no such program', async () => {
    const { problem } = await ground.outcome({ command: ['no-such-program'] });
    expect(problem).toBe('The command cannot start "no-such-program": there is no such program');
  });

  it('is ended at its time limit with everything it has started', async () => {
    const family = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], {detached: true, stdio: 'ignore'});setInterval(() => {}, 1e3)`;
    const { problem } = await ground.outcome({ command: script(family), timeoutSeconds: 0.5 });
    expect(problem).toBe('The command took longer than 0.5 s');
    expect(processesIn(path.join(ground.stateFolder, 'gates'))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('is ended at the memory limit of its team, or its own', async () => {
    const hoards = { command: script('console.log(Buffer.alloc(150e6, 1).length)') };
    const gates = [
      { name: 'team', ...hoards },
      { name: 'own', ...hoards, memoryMegabytes: 4000 },
    ];
    await ground.declare(gates, true, { limits: { memoryMegabytes: 150 } });
    const asked = { required: false };
    const [team, own] = await ground.run(['team', 'own'].map((name) => ({ ...asked, name })));
    expect(team?.problem).toMatch(
      /^The command (exited with code|was ended by) \w+, (perhaps )?out of memory: it may use 150 MB \(limits\.memoryMegabytes\)/,
    );
    expect(own).toMatchObject({ outcome: 'passed' });
  });

  it('runs in a work tree of the commit, told what it is about and nothing of the service', async () => {
    const commit = ground.example.git('rev-parse', 'HEAD');
    await ground.example.commit('app.py', 'a = 2\n');
    const code = 'console.log(fs.readFileSync("app.py", "utf8") + JSON.stringify(process.env))';
    const { log } = await ground.outcome({ command: script(code) }, { commit });
    const [content, environment = ''] = readFileSync(log ?? '', 'utf8').split('\n');
    expect(content).toBe('a = 1');
    const told = { CI: 'true', SWARM_GATE: 'one', SWARM_TEAM: 'web', SWARM_COMMIT: commit };
    expect(JSON.parse(environment)).toMatchObject({ ...told, SWARM_ENVIRONMENT: 'staging' });
    expect(JSON.parse(environment)).not.toHaveProperty('VITEST');
  });

  it('is told the address of the slot where it is one of a running release', async () => {
    await ground.declare([
      { name: 'here', command: passes },
      { name: 'load', at: 'slot', command: script('console.log(process.env.SWARM_URL, process.env.PORT)') },
    ]);
    const at = { at: 'slot', url: 'http://127.0.0.1:4711' } as const;
    const outcomes = await ground.run(['here', 'load'], at);
    expect(outcomes.map(({ name }) => name)).toEqual(['load']);
    expect(readFileSync(outcomes[0]?.log ?? '', 'utf8')).toBe('http://127.0.0.1:4711 4711\n');
    expect((await ground.run(['here', 'load'])).map(({ name }) => name)).toEqual(['here']);
  });
});

describe('gates of a deployment', () => {
  it('run in the order of the team, told one by one, until a required one fails', async () => {
    await ground.declare([
      { name: 'advice', command: fails },
      { name: 'tests', command: passes },
      { name: 'lint', command: fails },
      { name: 'never', command: passes },
    ]);
    const outcomes = await ground.run(['never', 'lint', 'tests', { name: 'advice', required: false }]);
    expect(outcomes.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'advice failed',
      'tests passed',
      'lint failed',
    ]);
    expect(ground.told.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'advice running',
      'advice failed',
      'tests running',
      'tests passed',
      'lint running',
      'lint failed',
    ]);
  });

  it('find what those before have written', async () => {
    await ground.declare([
      { name: 'write', command: writes('left.txt', 'x') },
      { name: 'read', command: script('fs.statSync("left.txt")') },
    ]);
    expect((await ground.run(['write', 'read'])).map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  });

  it('do not meet what those before have left running', async () => {
    const family = `const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], {detached: true, stdio: 'ignore'});fs.writeFileSync("pid", String(child.pid));process.exit()`;
    // One that has ended has no command line, also while nobody has asked how it ended.
    const meets =
      'try { console.log(fs.readFileSync("/proc/" + fs.readFileSync("pid") + "/cmdline", "utf8")) } catch {}';
    await ground.declare([
      { name: 'leave', command: script(family) },
      { name: 'meet', command: script(meets) },
    ]);
    const [, meet] = await ground.run(['leave', 'meet']);
    expect(readFileSync(meet?.log ?? '', 'utf8').trim()).toBe('');
  });

  it('share one build, and fail with it', async () => {
    const gates = [
      { name: 'one', build: true, command: script('fs.statSync("built")') },
      { name: 'two', build: true, command: passes },
    ];
    const once = script('fs.writeFileSync("built", "", { flag: "wx" })');
    await ground.declare(gates, true, { build: once });
    expect((await ground.run(['one', 'two'])).map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
    await ground.declare(gates, true, { build: fails });
    const [one] = await ground.run(['one', 'two']);
    expect(one?.problem).toBe('The build exited with code 3: no luck');
  });

  it('leave nothing behind but their output', async () => {
    await ground.declare([{ name: 'one', command: writes('left.txt', 'x') }]);
    await ground.run(['one']);
    expect(readdirSync(path.join(ground.stateFolder, 'gates/runs'))).toEqual([]);
    expect(readdirSync(path.join(ground.stateFolder, 'gates/logs'))).toEqual(['1-release-one.log']);
    expect(ground.example.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(ground.example.git('status', '--porcelain')).toBe('');
  });

  it('end with everything they started when the deployment is cancelled', async () => {
    await ground.declare([{ name: 'one', command: script('console.log("up"); setInterval(() => {}, 1e3)') }]);
    const controller = new AbortController();
    const running = ground.run(['one'], {
      signal: controller.signal,
      onOutcome: () => controller.abort(new Error('cancelled')),
    });
    await expect(running).rejects.toThrow('cancelled');
    expect(readdirSync(path.join(ground.stateFolder, 'gates/runs'))).toEqual([]);
  });

  it('fail with the sentence where the commit cannot be checked out', async () => {
    await ground.declare([{ name: 'one', command: passes }]);
    const [one] = await ground.run(['one'], { commit: '0'.repeat(40) });
    expect(one?.problem).toMatch(/^The gate cannot be run: git could not check 0000000000 out: /);
  });

  it('are swept by the next service where one was killed', async () => {
    const tree = path.join(ground.stateFolder, 'gates/runs/7-release/tree');
    ground.example.git('worktree', 'add', '--quiet', '--detach', tree, 'HEAD');
    const rest = { command: script('setInterval(() => {}, 1e3)'), log: path.join(ground.stateFolder, 'log') };
    const program = await processDriver.start({ ...rest, folder: tree, environment: {} });
    await ground.restart();
    expect(await program.ended).toBe('was ended by SIGKILL');
    expect(existsSync(tree)).toBe(false);
    expect(ground.example.git('worktree', 'list').split('\n')).toHaveLength(1);
  });
});

describe('what nobody has allowed', () => {
  it('is refused before the deployment, with what would run', async () => {
    await ground.declare([{ name: 'one', command: fails }], false);
    const commit = ground.example.git('rev-parse', 'HEAD');
    const asked = { name: 'one', required: true };
    await expect(ground.gates.refuseForbidden('web', [asked], commit)).rejects.toMatchObject({
      code: 'command-not-approved',
      data: { team: 'web', details: [expect.stringContaining('Gate one: ')] },
    });
    await ground.declare([{ name: 'one', command: fails }]);
    await ground.gates.refuseForbidden('web', [asked], commit);
  });

  it('does not run where it became another command meanwhile', async () => {
    await ground.declare([{ name: 'one', command: fails }]);
    await ground.declare([{ name: 'one', command: writes('/tmp/never', '') }], false);
    const [one] = await ground.run(['one']);
    expect(one).toMatchObject({ outcome: 'failed', log: null });
    expect(one?.problem).toContain('Nobody has allowed team web to run');
  });

  it('is not asked for where no gate has a command', async () => {
    await ground.declare([], false);
    const commit = ground.example.git('rev-parse', 'HEAD');
    await ground.gates.refuseForbidden('web', [{ name: 'v2', required: true }], commit);
  });

  it('is a gate that is not declared', async () => {
    await ground.declare([{ name: 'one', command: passes }]);
    const commit = ground.example.git('rev-parse', 'HEAD');
    const refused = ground.gates.refuseForbidden('web', [{ name: 'two', required: true }], commit);
    await expect(refused).rejects.toMatchObject({ code: 'not-found' });
    const sentence = 'Team web has no gate two; declare it under teams.web.gates in swarm.json.';
    for (const at of ['release', 'slot'] as const)
      expect(await ground.run(['two'], { at })).toMatchObject([{ outcome: 'failed', problem: sentence }]);
  });
});

describe('a gate that the base has committed', () => {
  const report = (maximum: number) => ({
    type: 'json',
    path: 'x.json',
    thresholds: [{ value: 'x', maximum }],
  });
  const command = writes('x.json', '{"x": 5}');

  it('is as it is there where it is required, whatever the work tree says', async () => {
    await ground.declare([{ name: 'one', command, report: report(4) }]);
    ground.commitDeclared();
    await ground.declare([{ name: 'one', command, report: report(1000) }]);
    const problem = 'The report x.json does not pass: x is 5 (at most 4).';
    expect(await ground.run(['one'])).toMatchObject([{ outcome: 'failed', problem }]);
    expect(await ground.run([{ name: 'one', required: false }])).toMatchObject([{ outcome: 'passed' }]);
  });

  it('does not run where the work tree has another command for it', async () => {
    await ground.declare([{ name: 'one', command: fails }]);
    ground.commitDeclared();
    await ground.declare([{ name: 'one', command: ['true'] }]);
    const [one] = await ground.run(['one']);
    expect(one?.problem).toMatch(
      /^Gate one runs \[.*\] by swarm\.json on main, but \["true"\] by the one in the work tree: make them the same\.$/,
    );
    const refused = ground.gates.refuseForbidden('web', [{ name: 'one', required: true }], 'HEAD');
    await expect(refused).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is still asked for where the work tree has it no more', async () => {
    await ground.declare([{ name: 'one', command: fails }]);
    ground.commitDeclared();
    await ground.declare([]);
    expect(await ground.run(['one'])).toMatchObject([{ outcome: 'failed' }]);
  });

  it('may be declared in the work tree alone', async () => {
    await ground.declare([]);
    ground.commitDeclared();
    await ground.declare([{ name: 'one', command: passes }]);
    expect(await ground.run(['one'])).toMatchObject([{ outcome: 'passed' }]);
  });
});
