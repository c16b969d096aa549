import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandIo } from '../../../server/cli/command.ts';
import { ServiceGround } from '../../infrastructure/deployments/traffic/serviceGround.ts';
import { swarm } from '../recordedIo.ts';

const main = path.resolve(import.meta.dirname, '../../../server/cli/main.ts');
const id = 'development/web/slot-2';

let ground: ServiceGround;
beforeAll(async () => {
  ground = await ServiceGround.start();
});
afterAll(() => ground.close());

const run = (args: string[], io: Partial<CommandIo> = {}) =>
  swarm(ground.example.folder, ['logs', ...args], io);

/** Lets the program in slot-2 print a line. */
async function say(line: string): Promise<void> {
  const slots = await ground.call('listSlots', {});
  const { url } = slots.find((slot) => slot.id === id) ?? {};
  await fetch(`${url}/say?${encodeURIComponent(line)}`);
}

/** What is written, with a promise for when it holds a text. */
function recorder(): { out: { write(text: string): void }; has(text: string): Promise<void>; all(): string } {
  let all = '';
  let wake = () => {};
  return {
    out: {
      write(text) {
        all += text;
        wake();
      },
    },
    all: () => all,
    async has(text) {
      while (!all.includes(text)) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

describe('swarm logs', () => {
  it('shows the last lines of a slot, however its name is said', async () => {
    await say('one');
    await say('two');
    for (const name of ['slot-2', 'web/slot-2', id])
      expect(await run([name, '--lines', '1'])).toMatchObject({ code: 0, stdout: 'two\n', stderr: '' });
    expect((await run(['slot-2', '--json'])).stdout).toContain('{"source":"program","text":"one"}\n');
  });

  it('shows colours in a terminal, and nothing that moves its cursor', async () => {
    await say('\u001b[31mred\u001b[0m\u001b[2J\u001b]0;title\u0007 \u001b[1;1Hend');
    const { stdout } = await run(['slot-2', '-n', '1'], { isTty: true });
    expect(stdout).toBe('\u001b[31mred\u001b[0m]0;title end\n');
  });

  it('follows until it is interrupted', async () => {
    const interruption = new AbortController();
    const { out, has, all } = recorder();
    await say('early');
    const following = run(['-f', 'slot-2', '-n', '1'], {
      stdout: out,
      interrupted: () => interruption.signal,
    });
    await has('early\n');
    await say('late');
    await has('late\n');
    interruption.abort();
    expect((await following).code).toBe(0);
    expect(all()).toBe('early\nlate\n');
  });

  it('follows until the program has ended, and fails where that failed', async () => {
    const { out, has } = recorder();
    await say('the end');
    const following = run(['-f', '--json', 'slot-2', '-n', '1'], { stdout: out });
    await has('{"source":"program","text":"the end"}\n');
    const slots = await ground.call('listSlots', {});
    process.kill(slots.find((slot) => slot.id === id)?.pid ?? 0, 'SIGKILL');
    expect((await following).code).toBe(1);
    expect((await run(['slot-2', '-n', '1'])).stdout).toBe('the end\n');
    await ground.deployBoth();
  });

  it('goes on where the service is killed and started again meanwhile', async () => {
    const interruption = new AbortController();
    const { out, has, all } = recorder();
    await say('before');
    const following = run(['-f', 'slot-2', '-n', '1'], {
      stdout: out,
      interrupted: () => interruption.signal,
    });
    await has('before\n');
    await ground.end('SIGKILL');
    await ground.run();
    await ground.until('slot-2', 'healthy');
    await say('after');
    await has('after\n');
    interruption.abort();
    expect((await following).code).toBe(0);
    expect(all()).toBe('before\nafter\n');
  });

  it('ends quietly where its reader has gone', async () => {
    const child = spawn(process.execPath, [main, 'logs', '-f', 'slot-2'], {
      cwd: ground.example.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (data) => (complaint += data));
    await say('read');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const exited = once(child, 'exit');
    await say('not read');
    await exited;
    expect([child.exitCode, complaint]).toEqual([0, '']);
  });

  it.each([
    [[], /name a slot, or a deployment/],
    [['slot-9'], /There is no slot "slot-9"; there are: development\/web\/slot-1, /],
    [['999'], /There is no deployment 999/],
    [['-f', '999'], /There is no deployment 999/],
    [['-f', 'slot-9'], /There is no slot/],
    [['slot-1', '--lines', '1e9'], /--lines takes a whole number from 0 to 10000/],
    [['../../../etc/passwd'], /There is no slot/],
  ])('says what is wrong: %j', async (args, sentence) => {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
  });
});
