import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { disableFileEdit } from '../analysis/disableFileEdit.ts';
import { disableLineEdit } from '../analysis/disableLineEdit.ts';
import type { RuleId } from '../analysis/finding.ts';
import { rules } from '../analysis/rules.ts';
import { diagnosticSource, openRulePageCommand, rulePage } from '../protocol/languageSettings.ts';
import { editorPositions } from './editorPositions.ts';

/** The quick fixes of the diagnostics of ours among those the editor asks about. */
export function codeActions(
  document: TextDocument,
  { context }: CodeActionParams,
  versionedEdits: boolean,
): CodeAction[] {
  if (context.only && !context.only.some(includesQuickFix)) return [];
  return context.diagnostics.flatMap((diagnostic) => {
    const { source, code } = diagnostic;
    if (source !== diagnosticSource || typeof code !== 'string') return [];
    // What is no rule (a mistake in swarm.json) cannot be disabled by a comment.
    const rule = rules.find(({ id }) => id === code);
    const fixes = rule ? disabling(document, diagnostic, rule.id) : [];
    return [
      ...fixes.map(({ title, edit }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit: workspaceEdit(document, edit, versionedEdits),
      })),
      openPage(diagnostic, code),
    ];
  });
}

/** Kinds form a tree: who asks for `quickfix` or all kinds asks for these. */
function includesQuickFix(kind: string): boolean {
  return kind === CodeActionKind.QuickFix || kind === CodeActionKind.Empty;
}

interface Fix {
  readonly title: string;
  readonly edit: TextEdit;
}

function disabling(document: TextDocument, { range }: Diagnostic, rule: RuleId): Fix[] {
  const text = document.getText();
  const { languageId } = document;
  const positions = editorPositions(document);
  const line = positions.line(range.start.line);
  const fixes = [
    { title: `Disable ${rule} for this line`, edit: disableLineEdit(text, languageId, line, rule) },
    { title: `Disable ${rule} for this file`, edit: disableFileEdit(text, languageId, rule) },
  ];
  return fixes.flatMap(({ title, edit }) =>
    edit ? [{ title, edit: { range: positions.range(edit.range), newText: edit.newText } }] : [],
  );
}

function workspaceEdit({ uri, version }: TextDocument, edit: TextEdit, versioned: boolean): WorkspaceEdit {
  if (!versioned) return { changes: { [uri]: [edit] } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [edit] }] };
}

function openPage(diagnostic: Diagnostic, code: string): CodeAction {
  const title = `Open the page of ${code}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command: openRulePageCommand, arguments: [rulePage(code)] },
  };
}
