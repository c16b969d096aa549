import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { disableFileEdit } from '../analysis/disableFileEdit.ts';
import { disableLineEdit } from '../analysis/disableLineEdit.ts';
import type { TextEdit as FoundEdit } from '../analysis/edit.ts';
import type { RuleId } from '../analysis/finding.ts';
import { rules } from '../analysis/rules.ts';
import { diagnosticSource, openRulePageCommand, rulePage } from '../protocol/languageSettings.ts';
import { editorPositions } from './editorPositions.ts';

/** Each edit looks at the whole text; a selection of more than this is not about single findings. */
const maximumDiagnostics = 20;

/** The quick fixes of the diagnostics of ours among those the editor asks about. */
export function codeActions(
  document: TextDocument,
  { context }: CodeActionParams,
  versionedEdits: boolean,
): CodeAction[] {
  if (context.only && !context.only.some(includesQuickFix)) return [];
  const ours = context.diagnostics.filter(
    ({ source, code }) => source === diagnosticSource && code !== undefined,
  );
  const groups = Map.groupBy(ours.slice(0, maximumDiagnostics), ({ code }) => String(code));
  return [...groups].flatMap(([code, diagnostics]) => {
    // What is no rule (a mistake in swarm.json) cannot be disabled by a comment.
    const rule = rules.find(({ id }) => id === code)?.id;
    const fixes = rule
      ? [...lineFixes(document, diagnostics, rule), ...fileFixes(document, diagnostics, rule)]
      : [];
    return [
      ...fixes.map(({ title, edit, fixed }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: fixed,
        edit: workspaceEdit(document, edit, versionedEdits),
      })),
      openPage(diagnostics, code),
    ];
  });
}

/** Kinds form a tree: who asks for `quickfix` or all kinds asks for these. */
function includesQuickFix(kind: string): boolean {
  return kind === CodeActionKind.QuickFix || kind === CodeActionKind.Empty;
}

interface Fix {
  readonly title: string;
  readonly edit: FoundEdit;
  readonly fixed: Diagnostic[];
}

function lineFixes(document: TextDocument, diagnostics: Diagnostic[], rule: RuleId): Fix[] {
  const positions = editorPositions(document);
  return diagnostics.flatMap((diagnostic) => {
    const line = diagnostic.range.start.line;
    const edit = disableLineEdit(document.getText(), document.languageId, positions.line(line), rule);
    if (!edit) return [];
    const place = diagnostics.length > 1 ? `line ${line + 1}` : 'this line';
    return [{ title: `Disable ${rule} for ${place}`, edit, fixed: [diagnostic] }];
  });
}

function fileFixes(document: TextDocument, fixed: Diagnostic[], rule: RuleId): Fix[] {
  const edit = disableFileEdit(document.getText(), document.languageId, rule);
  return edit ? [{ title: `Disable ${rule} for this file`, edit, fixed }] : [];
}

function workspaceEdit(
  document: TextDocument,
  { range, newText }: FoundEdit,
  versioned: boolean,
): WorkspaceEdit {
  const { uri, version } = document;
  const edit = { range: editorPositions(document).range(range), newText };
  if (!versioned) return { changes: { [uri]: [edit] } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [edit] }] };
}

function openPage(diagnostics: Diagnostic[], code: string): CodeAction {
  const title = `Open the page of ${code}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title, command: openRulePageCommand, arguments: [rulePage(code)] },
  };
}
