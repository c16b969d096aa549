import path from 'node:path';
import type { Repository } from '../../../infrastructure/git/repository.ts';
import type { ApiAddress } from '../../../protocol/apiClient.ts';
import type { LeaseObstacle } from '../../../protocol/leases.ts';
import { pathBelow } from '../../../workspace/files/pathBelow.ts';
import { actingAgent } from '../../actingAgent.ts';
import { type Command, type CommandArguments, CommandError, type CommandIo } from '../../command.ts';
import { jsonText } from '../../reply.ts';
import { callService, findRepository, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';
import { leaseLine } from './leaseText.ts';

export const command: Command = {
  name: 'leases who',
  summary: 'Say who holds files, and whether changes are in the way of somebody',
  usage: 'leases who <paths…> | --changed | --staged [options]',
  details: [
    'With --changed or --staged it is a check for hooks and scripts: exit code 1 where another agent holds a changed file,',
    'or has held it since the agent lost its own lease. Such a branch does not pass the merge queue either.',
  ].join('\n'),
  options: {
    changed: {
      type: 'boolean',
      description: 'All that changed since the branch left its base, new files too',
    },
    staged: { type: 'boolean', description: 'What would be committed now' },
    agent: {
      type: 'string',
      placeholder: 'agent',
      description: 'Whose changes these are (default: SWARM_ACTOR)',
    },
    json: { type: 'boolean', description: 'Print the answer of the API as JSON' },
  },
  async run(args, io) {
    const { positionals, values } = args;
    const asked = [positionals.length > 0, values['changed'] === true, values['staged'] === true];
    if (asked.filter(Boolean).length !== 1)
      throw new CommandError('leases who: name paths, or use --changed or --staged.');
    const repository = await findRepository(io.cwd);
    const service = await findService(io.cwd);
    return positionals.length > 0
      ? printHolders(service, relativePaths(positionals, repository, io.cwd), args, io)
      : printObstacles(service, repository, args, io);
  },
};

function relativePaths(paths: readonly string[], { workTree }: Repository, cwd: string): string[] {
  return paths.map((given) => {
    const relative = pathBelow(workTree, path.resolve(cwd, given));
    if (relative !== '' && !relative.startsWith('../') && relative !== '..') return relative;
    throw new CommandError(`leases who: ${given} is no file inside the repository.`);
  });
}

async function printHolders(
  service: ApiAddress,
  paths: readonly string[],
  { values }: CommandArguments,
  { stdout }: CommandIo,
): Promise<number> {
  const answers = [];
  for (const one of paths) answers.push(await callService(service, 'leaseHolder', { query: { path: one } }));
  if (values['json'] === true) stdout.write(jsonText(answers));
  else
    for (const { path: file, lease } of answers)
      stdout.write(`${plain(file)}: ${lease ? leaseLine(lease) : 'nobody holds it'}.\n`);
  return 0;
}

async function printObstacles(
  service: ApiAddress,
  repository: Repository,
  args: CommandArguments,
  io: CommandIo,
): Promise<number> {
  const { changedPaths } = await import('./changedPaths.ts');
  const paths = await changedPaths(repository, args.values['staged'] === true ? 'staged' : 'all');
  const agent = await actingAgent(args.values['agent'], io);
  const obstacles = await askInParts(service, agent, paths);
  if (args.values['json'] === true) io.stdout.write(jsonText(obstacles));
  else if (obstacles.length === 0) io.stdout.write('Nobody else holds what changed.\n');
  else for (const { message } of obstacles) io.stdout.write(`${plain(message)}\n`);
  return obstacles.length === 0 ? 0 : 1;
}

const pathsPerRequest = 5000;

/** A body of the API takes a megabyte. */
async function askInParts(
  service: ApiAddress,
  agent: string | undefined,
  paths: readonly string[],
): Promise<LeaseObstacle[]> {
  const obstacles: LeaseObstacle[] = [];
  for (let at = 0; at < paths.length; at += pathsPerRequest) {
    const body = { ...(agent === undefined ? {} : { agent }), paths: paths.slice(at, at + pathsPerRequest) };
    obstacles.push(...(await callService(service, 'checkLeases', { body })));
  }
  return obstacles;
}
