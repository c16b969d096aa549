import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** Runs the language server and its client; the client's code is loaded only when it starts. */
export class LanguageServer {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  #client: LanguageClient | undefined;
  #starting: Promise<void> | undefined;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
  }

  /** Resolves when the server answers, or when it could not be started; the log says why. */
  start(): Promise<void> {
    this.#starting ??= this.#start().catch((error: unknown) => {
      this.#log.error(`The language server did not start: ${String(error)}`);
    });
    return this.#starting;
  }

  /** Ends the server; resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#starting;
    await this.#client?.stop();
  }

  async #start(): Promise<void> {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const module = Uri.joinPath(this.#context.extensionUri, 'dist', 'server', 'language.js').fsPath;
    const server = { module, transport: TransportKind.ipc };
    this.#client = new LanguageClient(
      'swarm',
      'Swarm',
      { run: server, debug: server },
      {
        // Which languages are checked is the server's decision, by settings that apply at once.
        documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
        outputChannel: this.#log,
      },
    );
    await this.#client.start();
  }
}
