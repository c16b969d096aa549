import { CodeActionKind, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { diagnosticSource } from '../protocol/languageServer/languageServerNames.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import { fixAllKind } from './codeActions/actionKinds.ts';
import { showPlaceCommand } from './codeActions/showPlace.ts';
import { splitModuleKind } from './codeActions/splitModuleActions.ts';

/** What the server offers to this editor. */
export function initializeResult(client: ClientAbilities): InitializeResult {
  return {
    serverInfo: { name: diagnosticSource },
    capabilities: {
      positionEncoding: client.positionEncoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, splitModuleKind],
        resolveProvider: client.resolvesEdits,
      },
      notebookDocumentSync: { notebookSelector: [{ cells: [{ language: 'python' }] }] },
      hoverProvider: true,
      ...(client.showsDocuments && { executeCommandProvider: { commands: [showPlaceCommand] } }),
      inlayHintProvider: { resolveProvider: client.resolvesInlayHints },
      codeLensProvider: {},
      documentLinkProvider: {},
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: {
          identifier: diagnosticSource,
          // Imports lead to heavy modules through other files. An editor that can be told when that changes another
          // document need not ask for all of them after every edit.
          interFileDependencies: !client.refreshesDiagnostics,
          workspaceDiagnostics: true,
          workDoneProgress: true,
        },
      }),
    },
  };
}
