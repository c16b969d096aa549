import { type AskService, patientService } from '../askService.ts';
import { type Command, type CommandArguments, CommandError } from '../command.ts';
import { wholeNumber } from '../numberOption.ts';
import { deploymentOutputs } from '../output/deploymentOutputs.ts';
import { followOutput } from '../output/followOutput.ts';
import type { OutputSources } from '../output/outputSource.ts';
import { jsonLineWriter, type OutputWriter, textWriter } from '../output/outputWriter.ts';
import { slotOutputs } from '../output/slotOutputs.ts';
import { findService } from '../serviceConnection.ts';

const defaultLines = 200;

export const command: Command = {
  name: 'logs',
  summary: 'Show what a slot or the steps of a deployment printed, and follow it',
  usage: 'logs <slot | number of a deployment> [options]',
  details:
    'A slot is named environment/team/slot, or by as much of the end of that as only one has.\nWith --follow it goes on, also where the output is rotated, until Ctrl-C or until the program or deployment has ended.\nExit codes: 0 done, 1 with --follow: the program or the deployment failed, 2 no such slot or deployment, or no service.',
  options: {
    follow: { type: 'boolean', short: 'f', description: 'Go on with what is printed from now on' },
    lines: {
      type: 'string',
      short: 'n',
      placeholder: '0-10000',
      description: `Begin with so many of the last lines (default ${defaultLines})`,
    },
    instance: {
      type: 'string',
      placeholder: 'number',
      description: 'Only what this instance of the slot printed (default all, each line behind its number)',
    },
    build: { type: 'boolean', description: 'What the build of the slot printed' },
    json: { type: 'boolean', description: 'Print each line as a JSON value: { source, text }' },
  },
  async run(args, io) {
    const [name, ...others] = args.positionals;
    if (name === undefined || others.length > 0)
      throw new CommandError('logs: name a slot, or a deployment by its number.');
    const lines = wholeNumber(args, 'logs', 'lines', [0, 10_000]) ?? defaultLines;
    const service = await findService(io.cwd);
    const follow = args.values['follow'] === true;
    const signal = follow ? io.interrupted?.() : undefined;
    // What is followed outlasts a restart of the service, as the programs do.
    const ask: AskService = follow ? patientService(io.cwd) : (work) => work(service);
    const sources = await sourcesOf(ask, name, args, signal);
    const writer = args.values['json'] === true ? jsonLineWriter(io) : textWriter(io);
    await writeSources(sources, writer, { follow, lines, signal });
    return follow && signal?.aborted !== true && (await sources.failed()) ? 1 : 0;
  },
};

async function sourcesOf(
  ask: AskService,
  name: string,
  args: CommandArguments,
  signal: AbortSignal | undefined,
): Promise<OutputSources> {
  const instance = wholeNumber(args, 'logs', 'instance', [0, 99]);
  const build = args.values['build'] === true;
  if (!/^#?[1-9]\d{0,8}$/.test(name)) return slotOutputs(ask, name, { build, instance });
  if (instance !== undefined) throw new CommandError('logs: --instance is for a slot, not for a deployment.');
  return deploymentOutputs(ask, name, signal);
}

interface Wanted {
  readonly follow: boolean;
  readonly lines: number;
  readonly signal: AbortSignal | undefined;
}

async function writeSources(sources: OutputSources, writer: OutputWriter, wanted: Wanted): Promise<void> {
  const { follow, lines, signal } = wanted;
  for await (const source of sources.each(follow)) {
    writer.begin(source.name);
    await followOutput({
      follow,
      signal,
      read: (after) => source.read(after === undefined ? { lines } : { after, lines }),
      write: (part) => writer.part(part),
    });
    writer.end();
  }
}
