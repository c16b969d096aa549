import type { Command, CommandEntry, CommandGroup, CommandOption } from './command.ts';

/** The overview: what `swarm --help` prints. */
export function overview(table: readonly CommandEntry[]): string {
  const rows = table.map(({ name, summary }): Row => [name, summary]);
  return [
    'Usage: swarm <command> [options]',
    '',
    'Commands:',
    ...columns(rows),
    '',
    'Options:',
    ...columns([
      ['-h, --help', 'Show this help, or that of a command'],
      ['-v, --version', 'Show the version'],
    ]),
    '',
    '`swarm help <command>` tells more. Exit codes: 0 done, 1 findings, 2 error.',
    '',
  ].join('\n');
}

/** What `swarm help <group>` prints. */
export function groupHelp({ name, summary, commands }: CommandGroup): string {
  return [
    `Usage: swarm ${name} <command> [options]`,
    '',
    `${summary}.`,
    '',
    'Commands:',
    ...columns(commands.map((command): Row => [command.name, command.summary])),
    '',
    `\`swarm help ${name} <command>\` tells more.`,
    '',
  ].join('\n');
}

/** What `swarm help <command>` prints. */
export function commandHelp(command: Command): string {
  const rows = Object.entries(command.options).map(([name, option]): Row => {
    return [optionForm(name, option), option.description];
  });
  return [
    `Usage: swarm ${command.usage}`,
    '',
    `${command.summary}.`,
    '',
    'Options:',
    ...columns([...rows, ['-h, --help', 'Show this help']]),
    '',
    ...(command.details === undefined ? [] : [command.details, '']),
  ].join('\n');
}

type Row = readonly [string, string];

function optionForm(name: string, option: CommandOption): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const value = `<${option.placeholder ?? 'value'}>`;
  if (option.optional) return `${short}--${name}[=${value}]`;
  return `${short}--${name}${option.type === 'string' ? ` ${value}` : ''}`;
}

function columns(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
