import { cp, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { agentStatusFiles } from './agentStatus.ts';
import { DatedGit } from './datedGit.ts';
import { plannerSource, presenceSource } from './longSources.ts';
import { teamBranches } from './teamBranches.ts';

const templates = path.join(import.meta.dirname, 'files');
const firstCommit = new Date('2026-11-02T06:00:00Z');

/**
 * Makes a swarm's repository in an empty folder: history, two teams with branches of which two conflict with main,
 * eight agents as of `now`, contracts, reports and a server to deploy.
 */
export async function makeExampleRepository(folder: string, now: Date = new Date()): Promise<void> {
  await mkdir(folder, { recursive: true });
  const git = new DatedGit(folder, firstCommit);
  await git.run('init', '--quiet', '--initial-branch=main');
  await writeBase(git, folder);
  await branchOff(git, folder);
  await moveBase(git, folder);
  await addAgents(git, folder, now);
}

async function writeBase(git: DatedGit, folder: string): Promise<void> {
  const add = (...names: string[]) => copyTemplates(folder, names);
  await add('README.md', '.gitignore', 'package.json', 'server.js');
  await git.commit('Avery Quinn', 'Start the collaboration hub');
  await add('realtime', 'tests');
  await writeFile(path.join(folder, 'realtime/presence.py'), presenceSource());
  await git.commit('Agent-2', 'Add presence and shared cursors');
  await add('ai_workflow');
  await writeFile(path.join(folder, 'ai_workflow/planner.py'), plannerSource());
  await git.commit('Agent-5', 'Plan workflows and embed messages');
}

async function branchOff(git: DatedGit, folder: string): Promise<void> {
  for (const branch of teamBranches) {
    await git.run('switch', '--quiet', '--create', branch.name, 'main');
    await replaceIn(folder, branch.file, branch.from, branch.to);
    await git.commit(branch.author, branch.message);
    await git.run('switch', '--quiet', 'main');
  }
}

/** Main goes on where two of the branches changed the same lines. */
async function moveBase(git: DatedGit, folder: string): Promise<void> {
  await replaceIn(folder, 'realtime/presence.py', 'HEARTBEAT_SECONDS = 30', 'HEARTBEAT_SECONDS = 15');
  await git.commit('Agent-2', 'Notice lost users sooner');
  await replaceIn(folder, 'ai_workflow/planner.py', 'THRESHOLD = 0.5', 'THRESHOLD = 0.4');
  await git.commit('Agent-6', 'Plan more tasks at once');
  await copyTemplates(folder, ['contracts', 'reports']);
  await git.commit('Agent-2', 'Report on V2 compliance');
  await copyTemplates(folder, ['swarm.json']);
  await git.commit('Avery Quinn', 'Describe the swarm');
}

async function addAgents(git: DatedGit, folder: string, now: Date): Promise<void> {
  const files = agentStatusFiles(now).map((status) => ({
    ...status,
    path: path.join(folder, 'agent_workspaces', status.agent, 'status.json'),
  }));
  for (const file of files) {
    await mkdir(path.dirname(file.path), { recursive: true });
    await writeFile(file.path, file.text);
  }
  await git.commit('Captain', 'Status of all agents');
  for (const file of files) await utimes(file.path, file.modified, file.modified);
}

async function copyTemplates(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names)
    await cp(path.join(templates, name), path.join(folder, name), { recursive: true });
}

async function replaceIn(folder: string, name: string, from: string, to: string): Promise<void> {
  const file = path.join(folder, name);
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${name} of the example has no ${from}`);
  await writeFile(file, text.replace(from, to));
}
