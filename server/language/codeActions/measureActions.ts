import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import { measureImportCostCommand } from '../../protocol/languageServer/languageServerNames.ts';
import type { ActionRequest } from './actionRequest.ts';
import { findingOf } from './fixActions.ts';

/** The actions that measure what importing modules costs; only the extension has the command. */
export function measureActions(request: ActionRequest, diagnostics: Diagnostic[]): CodeAction[] {
  const { document, client } = request;
  if (!client.runsCommands || document.languageId !== 'python') return [];
  return diagnostics.flatMap((diagnostic) => {
    const finding = findingOf(request, diagnostic);
    if (finding?.rule !== 'heavy-import') return [];
    const { module } = finding.data;
    const title = `Measure what importing ${module} costs`;
    const measured = [{ uri: document.uri, module }];
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        command: { title, command: measureImportCostCommand, arguments: measured },
      },
    ];
  });
}
