import path from 'node:path';
import { runService } from '../../infrastructure/service/runService.ts';
import { startSubjects } from '../../infrastructure/service/subjects.ts';
import { type Command, type CommandArguments, CommandError } from '../command.ts';

function wholeNumber(args: CommandArguments, option: string, maximum: number): number | undefined {
  const text = args.values[option];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^\d{1,9}$/.test(text) && Number(text) <= maximum) return Number(text);
  throw new CommandError(`serve: --${option} takes a whole number from 0 to ${maximum}.`);
}

export const command: Command = {
  name: 'serve',
  summary: 'Run the infrastructure service of this repository',
  usage: 'serve [folder] [options]',
  details:
    'Runs until it is interrupted. The address and a new token are in <git folder>/swarm/service.json as long as it runs. Exit code 3: another service already runs for this repository.',
  options: {
    port: { type: 'string', placeholder: 'port', description: 'Port on 127.0.0.1 (default: any free one)' },
    'until-idle': {
      type: 'string',
      placeholder: 'seconds',
      description: 'Stop that long after the last editor window has gone, unless a slot runs',
    },
  },
  async run(args, io) {
    const [folder = '.', ...others] = args.positionals;
    if (others.length > 0) throw new CommandError('serve: name one folder.');
    const options = {
      repository: path.resolve(io.cwd, folder),
      port: wholeNumber(args, 'port', 65_535),
      untilIdleSeconds: wholeNumber(args, 'until-idle', 1_000_000),
      startSubjects,
    };
    return runService(options, {
      ready: (address) => io.stdout.write(`Swarm service listens at ${address}; Ctrl-C stops it.\n`),
      failed: (sentence) => io.stderr.write(`swarm: ${sentence}\n`),
    });
  },
};
