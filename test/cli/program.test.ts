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
    [['check', '--frob'], "swarm: check: Unknown option '--frob'. Run swarm help check.\n"],
    [
      ['check', '--format'],
      "swarm: check: Option '--format <value>' argument missing. Run swarm help check.\n",
    ],
    [['check', '--format', 'xml'], 'swarm: check: there is no format xml. Use text, json, sarif, github.\n'],
    [['check', '--fail-on', 'all'], 'swarm: check: there is no severity all. Use minor, major, critical.\n'],
    [['check', 'nowhere'], 'swarm: there is no file or folder nowhere.\n'],
  ])('answers %j with a sentence and code 2', async (args, sentence) => {
    expect(await swarm('/', args)).toEqual({ code: 2, stdout: '', stderr: sentence });
  });

  it('says the same of a command in the overview as in its own help', async () => {
    for (const { name, summary, load } of commandTable) {
      const command = await load();
      expect([command.name, command.summary]).toEqual([name, summary]);
    }
  });
});
