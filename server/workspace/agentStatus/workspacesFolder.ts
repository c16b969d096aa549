import path from 'node:path';
import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import { readSmallFile } from '../files/readSmallFile.ts';

const usualFolder = 'agent_workspaces';

/** The folder of agents' workspaces, relative to the root of its repository, by the `swarm.json` there. */
export function workspacesFolder(root: string): string {
  const text = readSmallFile(path.join(root, configurationFileName));
  const configured = text === undefined ? undefined : parseConfiguration(text).configuration;
  return configured?.agents.workspaces ?? usualFolder;
}
