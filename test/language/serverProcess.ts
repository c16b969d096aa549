import { type ChildProcess, fork } from 'node:child_process';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node';
import { type ClientOptions, LanguageClient } from './languageClient.ts';

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly client: LanguageClient;
}

/** Starts a bundled server as VS Code's client does, with messages over IPC; not yet initialized. */
export function startServerProcess(program: string, options: ClientOptions = {}): ServerProcess {
  const child = fork(program, ['--node-ipc'], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  return { child, client: new LanguageClient(connection, options) };
}
