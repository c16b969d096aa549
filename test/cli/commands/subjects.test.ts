import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../server/cli/command.ts';
import { command as init } from '../../../server/cli/commands/init.ts';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { routes } from '../../../server/protocol/routes/routes.ts';
import {
  type ExampleRepository,
  makeBranchedRepository,
} from '../../infrastructure/git/exampleRepository.ts';
import { swarm } from '../recordedIo.ts';

let example: ExampleRepository;

beforeEach(async () => {
  example = await makeBranchedRepository();
  await mkdir(path.join(example.folder, 'agent_workspaces/Agent-1'), { recursive: true });
  await writeFile(path.join(example.folder, 'agent_workspaces/Agent-1/status.json'), '{"status":"ACTIVE"}');
});
afterEach(() => example.remove());

async function run(
  command: Command,
  positionals: string[],
  values: Record<string, boolean> = {},
): Promise<string> {
  let written = '';
  const output = { write: (text: string) => (written += text) };
  const io = {
    stdout: output,
    stderr: output,
    cwd: example.folder,
    env: {},
    isTty: false,
    isErrorTty: false,
  };
  expect(await command.run({ positionals, values }, io)).toBe(0);
  return written;
}

describe('swarm branches, slots, agents and contracts', () => {
  it('list the rows of the API as JSON, and as a table for people', async () => {
    const service = await startService({ repository: example.folder, startSubjects });
    const list = async (...args: string[]) => (await swarm(example.folder, args)).stdout;
    const lists = [
      ['branches', routes.listBranches.reply, 4],
      ['slots', routes.listSlots.reply, 0],
      ['agents', routes.listAgents.reply, 1],
      ['contracts', routes.listContracts.reply, 0],
    ] as const;
    for (const [name, schema, count] of lists)
      expect(schema.parse(JSON.parse(await list(name, 'list', '--json')))).toHaveLength(count);
    expect(await list('branches', 'list')).toMatch(
      /^feature\/realtime-conflict +no team +1 +1 +conflict in app\.py +- +\w{8} Ada: /m,
    );
    expect(await list('slots', 'list')).toBe('swarm.json declares no slots.\n');
    expect(await list('agents', 'list')).toMatch(/^Agent-1 +Agent-1 +active +fresh /m);
    await service.stop();
  });

  it('say in a sentence that no service runs, and what to do', async () => {
    expect((await swarm(example.folder, ['branches', 'list'])).stderr).toContain(
      'No service runs for this repository.',
    );
    expect((await swarm(example.folder, ['branches'])).stderr).toContain('swarm branches list');
  });
});

describe('swarm init', () => {
  it('writes a valid swarm.json once, and never over one that is there', async () => {
    const file = path.join(example.folder, 'swarm.json');
    expect(await run(init, [], { print: true })).toContain('"branchPrefix": "feature/realtime"');
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await run(init, [])).toContain('from 2 branches start with feature/realtime');
    const text = await readFile(file, 'utf8');
    expect(parseConfiguration(text).problems).toEqual([]);
    await expect(run(init, [])).rejects.toThrow('is there already');
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
