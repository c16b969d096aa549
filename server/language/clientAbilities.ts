import type { InitializeParams, TextDocumentClientCapabilities } from 'vscode-languageserver/node';
import type { LanguageServerOptions } from '../protocol/languageServer/languageServerOptions.ts';
import { negotiateEncoding, type PositionEncoding } from './positions/positionEncoding.ts';

/** What the editor at the other end can do, as far as the server behaves differently for it. */
export interface ClientAbilities {
  /** The units in which columns of editor and server are counted. */
  readonly positionEncoding: PositionEncoding;
  /** Asks for diagnostics; otherwise they are published to it. */
  readonly pullsDiagnostics: boolean;
  /** Asks again for all diagnostics when told so. */
  readonly refreshesDiagnostics: boolean;
  /** Shows the other places that explain a diagnostic. */
  readonly showsRelatedPlaces: boolean;
  /** Answers `workspace/configuration`. */
  readonly answersConfiguration: boolean;
  readonly registersConfigurationChanges: boolean;
  readonly registersFileWatchers: boolean;
  /** Watches files in folders that it has not opened. */
  readonly watchesOtherFolders: boolean;
  readonly changesFolders: boolean;
  /** Takes edits bound to the version of the document they were made for. */
  readonly takesVersionedEdits: boolean;
  /** Makes new files where an edit says so. */
  readonly createsFiles: boolean;
  /** Shows edits to the person first where they ask for it. */
  readonly confirmsEdits: boolean;
  /** Opens a document at a place when asked to. */
  readonly showsDocuments: boolean;
  /** Asks for the edit of a code action once the person has chosen it. */
  readonly resolvesEdits: boolean;
  /** Shows code actions that cannot be done, with the reason. */
  readonly showsDisabledActions: boolean;
  readonly resolvesInlayHints: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  /** Asks for completion in the documents that it is told of. */
  readonly registersCompletion: boolean;
  /** Has the commands of our extension. */
  readonly runsCommands: boolean;
  /** Folder for measured costs of imports; undefined: they are kept as long as the server runs. */
  readonly storageFolder: string | undefined;
}

export function clientAbilities(params: InitializeParams): ClientAbilities {
  const { textDocument, workspace } = params.capabilities;
  const options = ownOptions(params.initializationOptions);
  return {
    positionEncoding: negotiateEncoding(params),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelatedPlaces: showsRelatedPlaces(textDocument),
    answersConfiguration: workspace?.configuration === true,
    registersConfigurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersFileWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesOtherFolders: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    changesFolders: workspace?.workspaceFolders === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    confirmsEdits: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    showsDocuments: params.capabilities.window?.showDocument?.support === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    showsDisabledActions: textDocument?.codeAction?.disabledSupport === true,
    resolvesInlayHints: textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    registersCompletion: textDocument?.completion?.dynamicRegistration === true,
    runsCommands: options.commands === true,
    storageFolder: typeof options.storageFolder === 'string' ? options.storageFolder : undefined,
  };
}

/** Some tell it of what is pulled, some of what is published. */
function showsRelatedPlaces(textDocument: TextDocumentClientCapabilities | undefined): boolean {
  const { diagnostic, publishDiagnostics } = textDocument ?? {};
  return [diagnostic, publishDiagnostics].some((each) => each?.relatedInformation === true);
}

function ownOptions(options: unknown): LanguageServerOptions {
  return typeof options === 'object' && options !== null ? options : {};
}
