import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  createProtocolConnection,
  ExitNotification,
  IPCMessageReader,
  IPCMessageWriter,
  ShutdownRequest,
} from 'vscode-languageserver/node';
import type { LanguageServerLaunch } from '../../server/protocol/languageServer/languageServerLaunch.ts';
import { type ClientOptions, LanguageClient } from './languageClient.ts';

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly client: LanguageClient;
  /** Ends it as an editor does: what Node has compiled is kept then. */
  readonly end: () => Promise<void>;
}

/** Starts a bundled server as VS Code's client does, with messages over IPC; not yet initialized. */
export function startServerProcess(
  program: string,
  options: ClientOptions = {},
  launch: LanguageServerLaunch = { execArgv: [], env: {} },
): ServerProcess {
  const child = fork(program, ['--node-ipc'], {
    execArgv: launch.execArgv,
    env: { ...process.env, ...launch.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const end = async (): Promise<void> => {
    const exit = once(child, 'exit');
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    await exit;
  };
  return { child, client: new LanguageClient(connection, options), end };
}
