import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readWorkspace } from '../agents/statusFolder.ts';
import { readDeclaredFacts } from '../contracts/declarations/readDeclaredFacts.ts';
import { readBounded } from '../files/readBounded.ts';
import type { Repository } from '../git/repository.ts';
import { findForeign } from './findForeign.ts';
import { findLimits, type RuleFile } from './findLimits.ts';
import { findTeams } from './findTeams.ts';
import type { Finding, RepositoryFindings } from './proposal.ts';

const maximumBytes = 1_000_000;
/** More subfolders than these need not be looked into to know what a folder holds. */
const enough = 50;

const ruleFile =
  /^(v2[\w.-]*(rule|limit|standard|compliance)[\w.-]*\.ya?ml|\.eslintrc(\.\w+)?|eslint\.config\.\w+|package\.json|\.?pylintrc|setup\.cfg|tox\.ini|pyproject\.toml)$/i;
const ruleFolders = ['', 'config'];
const contractFolders = [
  '',
  'contracts',
  'data/contracts',
  'docs/contracts',
  'agent_workspaces/contracts',
  'agent_workspaces/meeting',
];
const taskLog = /^[^.].*(task|point|contract).*\.md$/i;

/** Looks for what a swarm.json could say of this repository. */
export async function surveyRepository(repository: Repository): Promise<RepositoryFindings> {
  const { git, workTree } = repository;
  const [refs, rules, workspaces, contracts, foreign] = await Promise.all([
    git.raw(['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes/origin']).catch(() => ''),
    readRuleFiles(workTree),
    findWorkspaces(workTree),
    findContracts(workTree),
    findForeign(repository),
  ]);
  const branches = refs.split('\n').map((ref) => ref.replace(/^refs\/(heads|remotes\/origin)\//, ''));
  return { teams: findTeams(branches), limits: await findLimits(rules), workspaces, contracts, foreign };
}

async function readRuleFiles(workTree: string): Promise<RuleFile[]> {
  const files: RuleFile[] = [];
  for (const folder of ruleFolders) {
    const names = (await entriesOf(path.join(workTree, folder))).files.filter((name) => ruleFile.test(name));
    // The repository's own V2 rules go before the settings of other tools.
    for (const name of names.sort((a, b) => Number(/^v2/i.test(b)) - Number(/^v2/i.test(a)))) {
      const found = await readBounded(path.join(workTree, folder, name), maximumBytes);
      if (found?.text !== undefined) files.push({ path: path.posix.join(folder, name), text: found.text });
    }
  }
  return files.sort((a, b) => Number(/(^|\/)v2/i.test(b.path)) - Number(/(^|\/)v2/i.test(a.path)));
}

/** The folder with the most subfolders that hold a status.json. */
async function findWorkspaces(workTree: string): Promise<Finding<string> | undefined> {
  const { folders } = await entriesOf(workTree);
  const candidates = folders.filter((name) => !name.startsWith('.') && name !== 'node_modules').slice(0, 200);
  let best: { folder: string; agents: number } | undefined;
  for (const folder of candidates) {
    const subfolders = (await entriesOf(path.join(workTree, folder))).folders.slice(0, enough);
    const found = await Promise.all(
      subfolders.map((name) => readWorkspace(path.join(workTree, folder, name))),
    );
    const agents = found.filter((status) => status !== undefined).length;
    if (agents > (best?.agents ?? 0)) best = { folder, agents };
  }
  return best && { value: best.folder, source: `${best.folder}/*/status.json` };
}

async function findContracts(workTree: string): Promise<Finding<string>[]> {
  const globs = await findTaskLogs(workTree);
  for (const folder of contractFolders) {
    const names = (await entriesOf(path.join(workTree, folder))).files.filter((name) =>
      name.endsWith('.json'),
    );
    for (const name of names.slice(0, enough)) {
      const found = await readBounded(path.join(workTree, folder, name), maximumBytes);
      if (found?.text?.includes('"contract_id"') !== true) continue;
      const source = path.posix.join(folder, name);
      globs.push({ value: folder === '' ? escapeGlob(name) : `${folder}/*.json`, source });
      if (folder !== '') break;
    }
  }
  return globs;
}

/** Markdown files at the root that list tasks with points. */
async function findTaskLogs(workTree: string): Promise<Finding<string>[]> {
  const logs: Finding<string>[] = [];
  for (const name of (await entriesOf(workTree)).files
    .filter((file) => taskLog.test(file))
    .slice(0, enough)) {
    const found = await readBounded(path.join(workTree, name), maximumBytes);
    const lists = found?.text !== undefined && readDeclaredFacts(name, found.text).tasks.length > 0;
    if (lists) logs.push({ value: escapeGlob(name), source: name });
  }
  return logs;
}

function escapeGlob(name: string): string {
  return name.replaceAll(/[*?[\]{}()!+@|]/g, '?');
}

async function entriesOf(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return {
    files: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
  };
}
