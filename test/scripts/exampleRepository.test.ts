import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeExampleRepository } from '../../scripts/exampleRepository/exampleRepository.ts';
import { teamBranches } from '../../scripts/exampleRepository/teamBranches.ts';
import { configurationSchema } from '../../server/protocol/configuration/configuration.ts';

let folder: string;
const git = async (...args: string[]) => execa('git', args, { cwd: folder, reject: false });
const read = (name: string) => readFile(path.join(folder, name), 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-example-'));
  await makeExampleRepository(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the example repository', () => {
  it('has a clean work tree on main and a history by several authors', async () => {
    expect((await git('status', '--porcelain')).stdout).toBe('');
    expect((await git('branch', '--show-current')).stdout).toBe('main');
    const authors = (await git('log', '--format=%an', 'main')).stdout.split('\n');
    expect(new Set(authors).size).toBeGreaterThanOrEqual(4);
  });

  it('has exactly two branches that conflict with main', async () => {
    const conflicting: string[] = [];
    for (const { name } of teamBranches) {
      const merge = await git('merge-tree', '--write-tree', 'main', name);
      if (merge.exitCode === 1) conflicting.push(name);
    }
    expect(conflicting).toEqual(['feature/realtime-presence', 'feature/ai-workflow-planner']);
  });

  it('has a valid swarm.json with the two teams', async () => {
    const configuration = configurationSchema.parse(JSON.parse(await read('swarm.json')));
    expect(Object.keys(configuration.teams)).toEqual(['realtime-collaboration', 'ai-workflow']);
  });

  it('has eight agents, one of whose status files does not parse', async () => {
    const agents = await readdir(path.join(folder, 'agent_workspaces'));
    expect(agents).toHaveLength(8);
    const texts = await Promise.all(agents.map((agent) => read(`agent_workspaces/${agent}/status.json`)));
    const broken = texts.filter((text) => !parses(text));
    expect(broken).toHaveLength(1);
  });

  it('is the same repository when it is made again at the same moment', async () => {
    const now = new Date('2026-11-21T08:00:00Z');
    const commits = [];
    for (const name of ['first', 'second']) {
      const copy = path.join(folder, '.git', name);
      await makeExampleRepository(copy, now);
      commits.push((await execa('git', ['rev-parse', 'main'], { cwd: copy })).stdout);
    }
    expect(commits[0]).toBe(commits[1]);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
