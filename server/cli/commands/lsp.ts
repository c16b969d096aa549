import { type Command, CommandError } from '../command.ts';

export const command: Command = {
  name: 'lsp',
  summary: 'Run the language server for an editor, over standard input and output',
  usage: 'lsp [--stdio]',
  options: { stdio: { type: 'boolean', description: 'What it speaks over; there is nothing else' } },
  details: [
    'For editors such as Neovim, Helix and Zed; docs/editors.md has their configuration. It ends when the editor says',
    'so, closes its end, or is gone. Exit code 1: the editor went without saying so.',
  ].join('\n'),
  async run({ positionals }) {
    if (positionals.length > 0) throw new CommandError('lsp: takes no arguments.');
    const { serveStandardStreams } = await import('../../language/standardStreams.ts');
    return serveStandardStreams();
  },
};
