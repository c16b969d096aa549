import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { forecastOnce } from '../../../infrastructure/branches/forecast/forecastOnce.ts';
import { ConfigurationFile } from '../../../infrastructure/configuration/configurationFile.ts';
import type { Repository } from '../../../infrastructure/git/repository.ts';
import { makeScratch } from '../../../infrastructure/git/scratch.ts';
import { Refusal } from '../../../infrastructure/refusal.ts';
import { many } from '../../../infrastructure/sentence.ts';
import { type ApiAddress, ApiError, callApi } from '../../../protocol/apiClient.ts';
import type { ConflictMatrix } from '../../../protocol/conflicts.ts';
import { type Command, CommandError } from '../../command.ts';
import { jsonText } from '../../reply.ts';
import { askIfServed, findRepository } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

const askAgainMilliseconds = 100;
const attempts = 600;

export const command: Command = {
  name: 'branches conflicts',
  summary: 'Show which active branches would conflict with each other or with the base',
  usage: 'branches conflicts [options]',
  details:
    'Active are branches that are not merged and whose last commit is not older than `branches.activeDays` of swarm.json\n(default 30). Asks the service, or compares them itself where none runs.',
  options: {
    branch: { type: 'string', placeholder: 'name', description: 'Only pairs with this branch' },
    json: { type: 'boolean', description: 'Print { pairs: [{ a, b, files }] }' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    if (positionals.length > 0) throw new CommandError('branches conflicts: takes no arguments.');
    const branch = typeof values['branch'] === 'string' ? values['branch'] : undefined;
    const matrix = await readMatrix(await findRepository(cwd), branch);
    stdout.write(values['json'] === true ? jsonReport(matrix) : tableText(matrix));
    return 0;
  },
};

async function readMatrix(repository: Repository, branch: string | undefined): Promise<ConflictMatrix> {
  try {
    const matrix = await askIfServed(repository, (service) => finishedMatrix(service, branch));
    return matrix ?? (await computeMatrix(repository, branch));
  } catch (error) {
    throw error instanceof Refusal || error instanceof ApiError ? new CommandError(error.message) : error;
  }
}

/** The matrix once the service has compared everything. */
async function finishedMatrix(service: ApiAddress, branch: string | undefined): Promise<ConflictMatrix> {
  const query = branch === undefined ? {} : { branch };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const matrix = await callApi(service, 'conflictMatrix', { query });
    if (matrix.state !== 'computing') return matrix;
    await delay(askAgainMilliseconds);
  }
  throw new CommandError('The service has not finished comparing the branches within a minute; ask again.');
}

async function computeMatrix(repository: Repository, branch: string | undefined): Promise<ConflictMatrix> {
  const configuration = await ConfigurationFile.open(repository.workTree, () => {});
  const scratch = await makeScratch(tmpdir());
  try {
    return await forecastOnce({ repository, configuration: configuration.current, branch, scratch });
  } finally {
    configuration.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

function jsonReport({ pairs, unknown }: ConflictMatrix): string {
  const report = {
    pairs: pairs.map(({ a, b, files, omitted }) => ({ a, b, files, ...(omitted > 0 ? { omitted } : {}) })),
    ...(unknown.length > 0 ? { unknown } : {}),
  };
  return jsonText(report);
}

function tableText({ branches, base, pairs, unknown, leftOut }: ConflictMatrix): string {
  const lines = [
    ...pairs.flatMap(({ a, b, files, omitted }) => [
      `${a} and ${b} conflict in ${many(files.length + omitted, 'file')}:`,
      ...files.map((file) => `  ${file}`),
      ...(omitted > 0 ? [`  and ${omitted} more`] : []),
    ]),
    ...unknown.map(({ a, b, why }) => `${a} and ${b} cannot be merged at all: ${why}`),
    summary(branches.length, base, pairs.length),
    ...leftOutLine(leftOut),
  ];
  return `${lines.map(plain).join('\n')}\n`;
}

function summary(branches: number, base: string | null, pairs: number): string {
  const compared = `${many(branches, 'branch', 'branches')}${base === null ? '' : `, the base ${base} included`}`;
  const found = pairs === 0 ? 'No two of them conflict' : `${many(pairs, 'pair')} would conflict`;
  return `Compared ${compared}. ${found}.`;
}

function leftOutLine({ merged, inactive, overLimit }: ConflictMatrix['leftOut']): string[] {
  const reasons = [
    [merged, 'merged'],
    [inactive, 'inactive'],
    [overLimit, 'beyond the newest that are compared'],
  ] as const;
  const present = reasons.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
  return present.length === 0 ? [] : [`Left out: ${present.join(', ')}.`];
}
