import type { InitializeParams } from 'vscode-languageserver/node';

/** What the editor at the other end can do, as far as the server behaves differently for it. */
export interface ClientAbilities {
  /** Asks for diagnostics; otherwise they are published to it. */
  readonly pullsDiagnostics: boolean;
  /** Asks again for all diagnostics when told so. */
  readonly refreshesDiagnostics: boolean;
  /** Answers `workspace/configuration`. */
  readonly answersConfiguration: boolean;
  readonly registersConfigurationChanges: boolean;
  readonly registersFileWatchers: boolean;
  readonly changesFolders: boolean;
  /** Takes edits bound to the version of the document they were made for. */
  readonly takesVersionedEdits: boolean;
}

export function clientAbilities({ capabilities }: InitializeParams): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfigurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersFileWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
  };
}
