import path from 'node:path';
import type { LogOutputChannel } from 'vscode';
import { LanguageClient, type NodeModule, TransportKind } from 'vscode-languageclient/node';
import { languageServerLaunch } from '../../server/protocol/languageServer/languageServerLaunch.ts';
import type { LanguageServerOptions } from '../../server/protocol/languageServer/languageServerOptions.ts';

/** The client of the language server in this file. A module of its own, because it is loaded only when needed. */
export function createLanguageClient(
  module: string,
  storageFolder: string,
  outputChannel: LogOutputChannel,
): LanguageClient {
  const initializationOptions: LanguageServerOptions = { commands: true, storageFolder };
  const server: NodeModule = {
    module,
    transport: TransportKind.ipc,
    // What one window has compiled the next one loads.
    options: languageServerLaunch(path.join(storageFolder, 'compiled')),
  };
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
