import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import type { RuleId } from '../../analysis/finding.ts';
import type { TextEdit } from '../../analysis/fixes/edit.ts';
import { disableFileEdit } from '../../analysis/suppression/edits/disableFileEdit.ts';
import { disableLineEdit } from '../../analysis/suppression/edits/disableLineEdit.ts';
import { editorPositions } from '../positions/editorPositions.ts';
import { workspaceEdit } from '../workspaceEdit.ts';
import type { ActionRequest } from './actionRequest.ts';

/** The actions that disable a rule by a comment: on the line of each of its diagnostics, or in the file. */
export function disablingActions(
  request: ActionRequest,
  diagnostics: Diagnostic[],
  rule: RuleId,
): CodeAction[] {
  const { document, report } = request;
  // At the top of a cell a magic may stand, which has to stay there.
  const edit = report.isNotebookCell
    ? undefined
    : disableFileEdit(document.getText(), document.languageId, rule);
  const file = edit ? [action(request, `Disable ${rule} for this file`, edit, diagnostics)] : [];
  return [...lineActions(request, diagnostics, rule), ...file];
}

function lineActions(request: ActionRequest, diagnostics: Diagnostic[], rule: RuleId): CodeAction[] {
  const { document } = request;
  const positions = editorPositions(document);
  return diagnostics.flatMap((diagnostic) => {
    const line = diagnostic.range.start.line;
    const edit = disableLineEdit(document.getText(), document.languageId, positions.line(line), rule);
    if (!edit) return [];
    const place = diagnostics.length > 1 ? `line ${line + 1}` : 'this line';
    return [action(request, `Disable ${rule} for ${place}`, edit, [diagnostic])];
  });
}

function action(
  { document, client }: ActionRequest,
  title: string,
  { range, newText }: TextEdit,
  diagnostics: Diagnostic[],
): CodeAction {
  const edits = [{ range: editorPositions(document).range(range), newText }];
  const edit = workspaceEdit(document, edits, client.takesVersionedEdits);
  return { title, kind: CodeActionKind.QuickFix, diagnostics, edit };
}
