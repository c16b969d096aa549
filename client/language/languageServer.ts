import {
  type CancellationToken,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  Uri,
  type WorkspaceEdit,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { LanguageRequest } from '../../server/protocol/languageServer/languageRequests.ts';

/** Runs the language server and its client; the client's code is loaded only when it starts. */
export class LanguageServer {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  #client: LanguageClient | undefined;
  #starting: Promise<boolean> | undefined;
  #restarting: Promise<void> | undefined;

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

  /**
   * Replaces the server by a fresh one; one that does not end is left to its end.
   * @throws {Error} it did not start
   */
  restart(): Promise<void> {
    this.#restarting ??= this.#restart().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  /**
   * Asks the server something of our own.
   * @throws {Error} it did not start
   */
  async send<Params, Reply>(
    { method }: LanguageRequest<Params, Reply>,
    params: Params,
    token: CancellationToken,
  ): Promise<Reply> {
    return (await this.#running()).sendRequest<Reply>(method, params, token);
  }

  /** An edit of the protocol as the editor makes it. */
  async workspaceEdit(edit: unknown): Promise<WorkspaceEdit> {
    const { protocol2CodeConverter } = await this.#running();
    return protocol2CodeConverter.asWorkspaceEdit(
      edit as Parameters<typeof protocol2CodeConverter.asWorkspaceEdit>[0] & object,
    );
  }

  async #restart(): Promise<void> {
    await this.#starting;
    await this.#client?.dispose().catch((error: unknown) => this.#log.warn(String(error)));
    this.#starting = undefined;
    await this.#running();
  }

  async #running(): Promise<LanguageClient> {
    if ((await this.start()) && this.#client) return this.#client;
    throw new Error(l10n.t('The language server did not start; the log says why.'));
  }

  async #start(): Promise<void> {
    const { createLanguageClient } = await import('./createLanguageClient.ts');
    const module = Uri.joinPath(this.#context.extensionUri, 'dist', 'server', 'language.js').fsPath;
    const storage = this.#context.globalStorageUri.fsPath;
    this.#client = createLanguageClient(module, storage, this.#log);
    await this.#client.start();
  }
}
