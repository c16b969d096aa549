import { describe, expect, it } from 'vitest';
import { commandTable } from '../../server/cli/commands.ts';
import { version } from '../../server/cli/version.ts';
import { swarm } from './recordedIo.ts';

describe('the program', () => {
  it('tells its version and its commands', async () => {
    expect(await swarm('/', ['--version'])).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
    const help = await swarm('/', ['--help']);
    expect(help.code).toBe(0);
    for (const { name, summary } of commandTable) {
      expect(help.stdout).toContain(name);
      expect(help.stdout).toContain(summary);
    }
  });

  it.each([
    ['help', 'branches'],
    ['branches', '--help'],
  ])('lists the commands of a group by %s %s', async (...args) => {
    const { code, stdout } = await swarm('/', args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: swarm branches <command> [options]');
    expect(stdout).toMatch(/^ +list +List team branches/m);
  });

  it('explains a command of a group', async () => {
    const asked = await swarm('/', ['help', 'branches', 'list']);
    expect(asked.stdout).toContain('Usage: swarm branches list [options]');
    expect(await swarm('/', ['branches', 'list', '-h'])).toEqual(asked);
  });

  it('shows the value of an option in one pair of brackets', async () => {
    const { stdout } = await swarm('/', ['help', 'serve']);
    expect(stdout).toMatch(/--port <port> .*\n.*--until-idle <seconds> /);
  });

  it('shows the overview on stderr and fails where nothing is asked', async () => {
    expect(await swarm('/', [])).toMatchObject({ code: 2, stdout: '' });
  });

  it.each([
    ['help', 'check'],
    ['check', '--help'],
    ['check', '-h'],
  ])('explains a command by %s %s', async (...args) => {
    const { code, stdout } = await swarm('/', args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: swarm check [paths…]');
    expect(stdout).toContain('--fail-on <minor|major|critical>');
  });

  it.each([
    [['chekc'], 'swarm: there is no command "chekc". Did you mean check?\n'],
    [['frobnicate'], 'swarm: there is no command "frobnicate". Run swarm --help for those there are.\n'],
    [['--frob'], 'swarm: there is no option --frob before a command. Run swarm --help.\n'],
    [['branches', 'lsit'], 'swarm: there is no command "branches lsit". Did you mean branches list?\n'],
    [['branches', 'list', 'x'], 'swarm: branches list: takes no arguments.\n'],
    [
      ['branches', 'list', '--x'],
      "swarm: branches list: Unknown option '--x'. Run swarm help branches list.\n",
    ],
    [['check', '--frob'], "swarm: check: Unknown option '--frob'. Run swarm help check.\n"],
    [
      ['check', '--format'],
      "swarm: check: Option '--format <value>' argument missing. Run swarm help check.\n",
    ],
    [
      ['check', '--format', 'xml'],
      'swarm: check: there is no format xml. Use text, json, sarif, github, statistics.\n',
    ],
    [['check', '--fail-on', 'all'], 'swarm: check: there is no severity all. Use minor, major, critical.\n'],
    [['check', 'nowhere'], 'swarm: there is no file or folder nowhere.\n'],
  ])('answers %j with a sentence and code 2', async (args, sentence) => {
    expect(await swarm('/', args)).toEqual({ code: 2, stdout: '', stderr: sentence });
  });

  it('says the same of a command in the overview as in its own help', async () => {
    for (const { name, summary, load } of commandTable) {
      const loaded = await load();
      expect([loaded.name, loaded.summary]).toEqual([name, summary]);
      for (const entry of 'commands' in loaded ? loaded.commands : [])
        expect(await entry.load()).toMatchObject({ name: `${name} ${entry.name}`, summary: entry.summary });
    }
  });
});
