import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import { removeExemption } from '../../configuration/limits/removeExemption.ts';
import { editorEdits, workspaceEdit } from '../workspaceEdit.ts';
import type { ActionRequest } from './actionRequest.ts';
import { findingOf } from './fixActions.ts';

/** The actions that remove stale exemptions. */
export function exemptionActions(request: ActionRequest, diagnostics: Diagnostic[]): CodeAction[] {
  const { document, report, client } = request;
  return diagnostics.flatMap((diagnostic) => {
    const finding = findingOf(request, diagnostic);
    if (finding?.rule !== 'stale-exemption') return [];
    const fix = removeExemption(report.module.text, document.uri, finding);
    if (fix === undefined) return [];
    const edit = workspaceEdit(document, editorEdits(document, fix.edits), client.takesVersionedEdits);
    const kind = CodeActionKind.QuickFix;
    return [{ title: fix.title, kind, diagnostics: [diagnostic], isPreferred: true, edit }];
  });
}
