import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** Runs the language server and its client; the client's code is loaded only when it starts. */
export class LanguageServer {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  #client: LanguageClient | undefined;
  #starting: Promise<boolean> | undefined;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
  }

  /** Whether the server answers; where it could not be started, the log says why. Never rejects. */
  start(): Promise<boolean> {
    this.#starting ??= this.#start().then(
      () => true,
      (error: unknown) => {
        this.#log.error(`The language server did not start: ${String(error)}`);
        return false;
      },
    );
    return this.#starting;
  }

  /** Ends the server; resolves when it is gone. */
  async stop(): Promise<void> {
    if (await this.#starting) await this.#client?.stop();
  }

  async #start(): Promise<void> {
    const { createLanguageClient } = await import('./createLanguageClient.ts');
    const module = Uri.joinPath(this.#context.extensionUri, 'dist', 'server', 'language.js').fsPath;
    this.#client = createLanguageClient(module, this.#log);
    await this.#client.start();
  }
}
