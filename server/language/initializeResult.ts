import {
  CodeActionKind,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { diagnosticSource } from '../protocol/languageSettings.ts';
import type { ClientAbilities } from './clientAbilities.ts';

/** What the server offers to this editor. */
export function initializeResult(client: ClientAbilities): InitializeResult {
  return {
    serverInfo: { name: diagnosticSource },
    capabilities: {
      // The one encoding every editor must offer, and the one the analysis counts in.
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      hoverProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: {
          identifier: diagnosticSource,
          interFileDependencies: false,
          workspaceDiagnostics: false,
        },
      }),
    },
  };
}
