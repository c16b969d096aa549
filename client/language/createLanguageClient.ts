import type { LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { LanguageServerOptions } from '../../server/protocol/languageServerOptions.ts';

/** The client of the language server in this file. A module of its own, because it is loaded only when needed. */
export function createLanguageClient(
  module: string,
  storageFolder: string,
  outputChannel: LogOutputChannel,
): LanguageClient {
  const initializationOptions: LanguageServerOptions = { commands: true, storageFolder };
  const server = { module, transport: TransportKind.ipc };
  return new LanguageClient(
    'swarm',
    'Swarm',
    { run: server, debug: server },
    {
      // Which languages are checked is the server's decision, by settings that apply at once.
      documentSelector: [
        { scheme: 'file' },
        { scheme: 'untitled' },
        { scheme: 'vscode-notebook-cell', language: 'python' },
      ],
      initializationOptions,
      outputChannel,
    },
  );
}
