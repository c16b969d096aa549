import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type ImportedConfiguration,
  importDeployments,
} from '../../configuration/import/importDeployments.ts';
import {
  type MergedConfiguration,
  mergeConfiguration,
} from '../../configuration/import/mergeConfiguration.ts';
import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import type { Repository } from '../../infrastructure/git/repository.ts';
import { isEmptyProposal } from '../../infrastructure/proposal/proposal.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import { CommandError, type CommandIo } from '../command.ts';
import { unifiedDiff } from '../fix/unifiedDiff.ts';
import { plain } from '../table.ts';
import { readForeign, repositoryFacts } from './foreignConfiguration.ts';

export interface ImportRequest {
  /** The file to take over, as somebody typed it. */
  readonly from: string;
  /** Command that serves a revision; empty where nobody said it. */
  readonly command: readonly string[];
  /** Whether to print the swarm.json instead of writing it. */
  readonly print: boolean;
  /** Whether a swarm.json that is there may be added to. */
  readonly merge: boolean;
}

/**
 * Takes a blue-green configuration over into swarm.json. What is there is never overwritten: it is shown what would be
 * added, and added where that is asked for.
 * @returns 1 where it was only shown
 * @throws {CommandError} a file that cannot be read or written
 */
export async function importFile(
  repository: Repository,
  request: ImportRequest,
  io: CommandIo,
): Promise<number> {
  const source = await readForeign(path.resolve(io.cwd, request.from));
  const imported = importDeployments(source, await repositoryFacts(repository, request.command));
  if (Object.keys(imported.configuration).length === 0)
    throw new CommandError(
      `init: ${request.from} has neither environments nor teams that can be taken over.`,
    );
  const file = path.join(repository.workTree, configurationFileName);
  const before = await readFile(file, 'utf8').catch(() => undefined);
  const start = before === undefined || isEmptyProposal(before) ? '{}\n' : before;
  const merged = mergeConfiguration(start, imported.configuration);
  refuseInvalid(before, merged, file);
  io.stderr.write(report(imported, merged));
  if (request.print) {
    io.stdout.write(merged.text);
    return 0;
  }
  return write(file, before, merged, request, io);
}

/** @throws {CommandError} the whole would not be valid */
function refuseInvalid(before: string | undefined, { text }: MergedConfiguration, file: string): void {
  const [problem] = parseConfiguration(text).problems;
  if (!problem) return;
  const already = before !== undefined && parseConfiguration(before).problems.length > 0;
  throw new CommandError(
    already
      ? `init: ${file} is not valid; mend it first: ${problem.message}`
      : `init: ${file} would not be valid with what is added: ${problem.message}`,
  );
}

async function write(
  file: string,
  before: string | undefined,
  { text }: MergedConfiguration,
  { merge, from }: ImportRequest,
  io: CommandIo,
): Promise<number> {
  if (text === before) {
    io.stdout.write(`${file} says all of it already.\n`);
    return 0;
  }
  if (before !== undefined) io.stdout.write(unifiedDiff(configurationFileName, before, text));
  if (before !== undefined && !merge) {
    io.stderr.write(`${file} is there already and was left as it is; --merge adds this to it.\n`);
    return 1;
  }
  await writeFile(file, text, { flag: before === undefined ? 'wx' : 'w' }).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be written: ${error instanceof Error ? error.message : error}`);
  });
  io.stdout.write(`Wrote ${file}\n  from ${plain(from)}\n`);
  return 0;
}

function report({ assumptions, left }: ImportedConfiguration, { kept }: MergedConfiguration): string {
  const lines = [
    ...section('Filled in, since the file does not say it:', assumptions),
    ...section('Left as swarm.json has it:', kept),
    ...section(
      'Not taken over:',
      left.map(({ path: place, why }) => `${place}: ${why}`),
    ),
  ];
  return lines.map((line) => `${plain(line)}\n`).join('');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
