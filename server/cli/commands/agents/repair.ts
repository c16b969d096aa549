import path from 'node:path';
import type { KeptPart } from '../../../analysis/agentStatus/repairStatus.ts';
import { agentIdOf } from '../../../infrastructure/agents/agentId.ts';
import { many } from '../../../infrastructure/sentence.ts';
import { listWorkspaces } from '../../../workspace/agentStatus/listWorkspaces.ts';
import { mendStatusFile, planMending } from '../../../workspace/agentStatus/mendStatusFile.ts';
import { statusFileName } from '../../../workspace/agentStatus/statusFileName.ts';
import { workspacesFolder } from '../../../workspace/agentStatus/workspacesFolder.ts';
import { FileNotReplaced } from '../../../workspace/files/replaceFile.ts';
import { repositoryRoot } from '../../../workspace/repositoryRoot.ts';
import { jsonRepairReport, type RepairedFile, textRepairReport } from '../../agents/repairReport.ts';
import { type Command, type CommandArguments, CommandError, type CommandIo } from '../../command.ts';
import { jsonText } from '../../reply.ts';

const parts = ['ours', 'theirs', 'first', 'last'] as const satisfies readonly KeptPart[];

export const command: Command = {
  name: 'agents repair',
  summary: 'Show how status files that are no JSON can be mended, and mend them',
  usage: 'agents repair [agents…] [options]',
  options: {
    write: {
      type: 'boolean',
      description: 'Mend the files; without it what would change is printed as a diff',
    },
    keep: {
      type: 'string',
      placeholder: parts.join('|'),
      description: 'Which side of a merge conflict, or which of several objects, is kept',
    },
    json: { type: 'boolean', description: 'Print a report as JSON' },
  },
  details: [
    'Without agents the status files of all are looked at. Each file is replaced in one step and keeps its mode, line',
    'endings and indentation; every byte that is sound stays as it is. What cannot be known is not made up: such files are named.',
    'Exit codes: 0 every file is sound, or mended now; 1 something is to be mended; 2 error. No service is needed.',
  ].join('\n'),
  run: repair,
};

async function repair({ values, positionals }: CommandArguments, io: CommandIo): Promise<number> {
  const keep = partOf(values['keep']);
  const root = repositoryRoot(io.cwd);
  if (root === undefined) throw new CommandError('agents repair: there is no repository here.');
  const folder = workspacesFolder(root);
  const workspaces = await wantedWorkspaces(path.join(root, folder), positionals);
  const files: RepairedFile[] = [];
  for (const workspace of workspaces) {
    const relative = `${folder}/${workspace}/${statusFileName}`;
    const file = await repairFile(root, relative, keep, values['write'] === true);
    if (file) files.push(file);
    else if (positionals.length > 0) throw new CommandError(`agents repair: there is no ${relative}.`);
  }
  print(files, values['json'] === true, io);
  return files.every(({ mending, written }) => mending.kind === 'sound' || written) ? 0 : 1;
}

function partOf(value: unknown): KeptPart | undefined {
  const part = parts.find((each) => each === value);
  if (value !== undefined && part === undefined)
    throw new CommandError(`agents repair: --keep takes ${parts.join(', ')}, not "${String(value)}".`);
  return part;
}

async function wantedWorkspaces(folder: string, agents: readonly string[]): Promise<string[]> {
  const names = (await listWorkspaces(folder)).sort(new Intl.Collator('en', { numeric: true }).compare);
  if (agents.length === 0) return names;
  return agents.map((agent) => {
    const name = names.find((each) => each === agent || agentIdOf(each) === agent);
    if (name === undefined) throw new CommandError(`agents repair: there is no workspace of agent ${agent}.`);
    return name;
  });
}

/** What can be done with a file, done where that is asked for; undefined where there is no file. */
async function repairFile(
  root: string,
  relative: string,
  keep: KeptPart | undefined,
  write: boolean,
): Promise<RepairedFile | undefined> {
  const file = path.join(root, relative);
  try {
    const mending = await planMending(root, file, keep);
    const written = write && mending.kind === 'mended' && (await mendStatusFile(root, file, keep));
    return { path: relative, mending, written };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (!(error instanceof FileNotReplaced) && code === undefined) throw error;
    const why = error instanceof FileNotReplaced ? message : `it cannot be read or written (${code})`;
    return { path: relative, mending: { kind: 'refused', why }, written: false, failure: `${why}.` };
  }
}

function print(files: readonly RepairedFile[], isJson: boolean, io: CommandIo): void {
  if (isJson) {
    io.stdout.write(jsonText(jsonRepairReport(files)));
    return;
  }
  io.stdout.write(textRepairReport(files));
  const sound = files.filter(({ mending }) => mending.kind === 'sound').length;
  const mended = files.filter(({ written }) => written).length;
  const open = files.length - sound - mended;
  io.stderr.write(`${many(files.length, 'file')}: ${sound} sound, ${mended} mended, ${open} to be mended.\n`);
}
