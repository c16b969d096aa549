import { stat } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import type { StatusContext } from '../../analysis/agentStatus/findings/statusContext.ts';
import { documentedStates } from '../../analysis/agentStatus/findings/statusContext.ts';
import type { StatusDocument } from '../../analysis/agentStatus/statusDocument.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import type { FolderRules } from '../folderRules.ts';

/** The status file of an agent that is open, with what it is judged by. */
export interface StatusFile {
  readonly document: StatusDocument;
  readonly context: StatusContext;
}

/** Where agents have their workspaces when no `swarm.json` says it. */
const usualFolder = 'agent_workspaces';
const fileName = 'status.json';
/** A text larger than this is no status; it is only edited. */
const maximumCharacters = 1_000_000;

/** Whether a document is the status file of an agent, by its path relative to the workspace folder. */
export function isStatusFile({ root, configuration }: FolderRules, path: string): boolean {
  if (!path.endsWith(`/${fileName}`)) return false;
  const folder = (configuration?.agents.workspaces ?? usualFolder).replace(/\/+$/, '');
  const [agent, ...rest] = below(`${root?.prefix ?? ''}${path}`, folder) ?? [];
  return agent !== undefined && rest.length === 1;
}

/** Whether our extension gives the editor a JSON schema for a file, which then describes and proposes its names. */
export function hasSchema(uri: string, { runsCommands }: Pick<ClientAbilities, 'runsCommands'>): boolean {
  return runsCommands && new RegExp(`/${usualFolder}/[^/]+/${fileName}$`).test(uri);
}

/** The parts of a path below a folder; undefined where it does not lie in there. */
function below(path: string, folder: string): string[] | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/') : undefined;
}

/** What a status file at an address is judged by; undefined where its text is too large for one. */
export async function statusContext(
  uri: string,
  length: number,
  rules: FolderRules,
): Promise<StatusContext | undefined> {
  if (length > maximumCharacters) return undefined;
  return { now: new Date(), modifiedAt: await modificationTime(uri), states: lifecycleStates(rules) };
}

/** The states of every lifecycle of a repository; which one an agent follows, only the service knows. */
export function lifecycleStates({ configuration }: Pick<FolderRules, 'configuration'>): readonly string[] {
  const lifecycles = Object.values(configuration?.agents.lifecycles ?? {});
  return [...new Set([...documentedStates, ...lifecycles.flatMap(({ states }) => Object.keys(states))])];
}

async function modificationTime(uri: string): Promise<Date | undefined> {
  const { scheme, fsPath } = URI.parse(uri);
  if (scheme !== 'file') return undefined;
  const found = await stat(fsPath).catch(() => undefined);
  return found?.mtime;
}
