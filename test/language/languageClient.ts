import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  CodeLensRefreshRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  FileChangeType,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  InlayHintRefreshRequest,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
} from 'vscode-languageserver/node';
import { serverConnection } from '../../server/language/serverConnection.ts';
import { type ServerParts, startServer } from '../../server/language/startServer.ts';
import {
  type ImportCost,
  measureImportCostRequest,
} from '../../server/protocol/languageServer/languageRequests.ts';
import type { LanguageServerOptions } from '../../server/protocol/languageServer/languageServerOptions.ts';
import { Arrivals } from './arrivals.ts';

/** What VS Code says it can do, as far as this server asks. */
export const fullAbilities: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedInformation: true },
    codeAction: { disabledSupport: true },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
};

export interface ClientOptions {
  readonly folders?: readonly string[];
  /** Instead of folders, as older editors tell theirs. */
  readonly root?: string;
  readonly abilities?: ClientCapabilities;
  readonly refusesRegistrations?: boolean;
  /** What our own extension tells the server; other editors tell nothing. */
  readonly ownOptions?: LanguageServerOptions;
  readonly parts?: ServerParts;
  /** What `workspace/configuration` answers, by the folder asked for. */
  readonly settings?: (folder: string | undefined) => unknown;
}

/** An editor without a window: speaks the protocol as VS Code does and keeps what the server sends. */
export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly published = new Arrivals<PublishDiagnosticsParams>();
  readonly refreshes = new Arrivals<true>();
  readonly hintRefreshes = new Arrivals<true>();
  readonly lensRefreshes = new Arrivals<true>();
  readonly log = new Arrivals<string>();
  readonly registrations = new Arrivals<Registration>();
  /** What the server said that it can do. */
  offered: InitializeResult['capabilities'] = {};
  settings: (folder: string | undefined) => unknown;

  constructor(connection: ProtocolConnection, { settings, refusesRegistrations }: ClientOptions) {
    this.connection = connection;
    this.settings = settings ?? (() => null);
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ scopeUri }) => this.settings(scopeUri)),
    );
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      if (refusesRegistrations) throw new Error('not in this editor');
      for (const registration of registrations) this.registrations.add(registration);
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => this.refreshes.add(true));
    connection.onRequest(CodeLensRefreshRequest.type, () => this.lensRefreshes.add(true));
    connection.onRequest(InlayHintRefreshRequest.type, () => this.hintRefreshes.add(true));
    connection.onNotification(LogMessageNotification.type, ({ message }) => this.log.add(message));
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => this.published.add(params));
    connection.listen();
  }

  async initialize({
    folders = [],
    root,
    abilities = fullAbilities,
    ownOptions = { commands: true },
  }: ClientOptions): Promise<InitializeResult> {
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: root ?? null,
      capabilities: abilities,
      initializationOptions: ownOptions,
      ...(root === undefined && { workspaceFolders: folders.map((uri) => ({ uri, name: uri })) }),
    });
    this.offered = result.capabilities;
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  open(uri: string, text: string, languageId = 'python'): Promise<void> {
    const textDocument = { uri, languageId, version: 1, text };
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  edit(uri: string, version: number, text: string, range?: Range): Promise<void> {
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [range ? { range, text } : { text }],
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  changeSettings(settings: unknown): Promise<void> {
    return this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }

  fileChanged(uri: string): Promise<void> {
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri, type: FileChangeType.Changed }],
    });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** The diagnostics of a document, asked for. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  /** Code and message of each diagnostic. */
  async problems(uri: string): Promise<string[]> {
    return (await this.diagnostics(uri)).map(({ code, message }) => `${code}: ${message}`);
  }

  async codeActions(uri: string, context: CodeActionContext): Promise<CodeAction[]> {
    const range = context.diagnostics[0]?.range ?? {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 0 },
    };
    const actions = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context,
    });
    return (actions ?? []) as CodeAction[];
  }

  measure(uri: string, module: string, interpreter = '/usr/bin/python3'): Promise<ImportCost> {
    return this.connection.sendRequest<ImportCost>(measureImportCostRequest.method, {
      uri,
      module,
      interpreter,
    });
  }

  hover(uri: string, line: number): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line, character: 0 },
    });
  }
}

/** A server in this process and a client of it, initialized, joined by streams. */
export async function startClient(options: ClientOptions = {}): Promise<LanguageClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(serverConnection({ input: toServer, output: toClient }), options.parts);
  const client = new LanguageClient(createProtocolConnection(toClient, toServer), options);
  await client.initialize(options);
  return client;
}
