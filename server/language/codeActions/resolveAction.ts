import { type CodeAction, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentReport } from '../documentDiagnostics.ts';
import { type EditorFix, fixEdit } from '../workspaceEdit.ts';
import { type ActionData, readActionData } from './actionData.ts';
import type { ActionSources } from './actionRequest.ts';
import { findingFixes } from './findingFixes.ts';
import { safeFixes } from './fixAllAction.ts';

/** A document with what is known about it; undefined for one that is not open. */
export type OpenDocument = (
  uri: string,
) => Promise<{ readonly document: TextDocument; readonly report: DocumentReport } | undefined>;

/**
 * Gives a chosen action its edit.
 * @throws {ResponseError} `ContentModified`: the document is no longer the one that the action was offered for
 */
export async function resolveAction(
  action: CodeAction,
  open: OpenDocument,
  sources: ActionSources,
): Promise<CodeAction> {
  const data = readActionData(action.data);
  if (data === undefined || action.edit !== undefined) return action;
  const opened = await open(data.uri);
  if (opened === undefined) throw changed();
  const fix = await fixOf(data, { ...opened, ...sources });
  const { document } = opened;
  // Asked last: while the edits were found, the document may have been edited.
  if (document.version !== data.version) throw changed();
  return { ...action, edit: fixEdit(document, fix, sources.client) };
}

interface Resolution extends ActionSources {
  readonly document: TextDocument;
  readonly report: DocumentReport;
}

async function fixOf({ fix }: ActionData, resolution: Resolution): Promise<EditorFix> {
  if (fix === undefined) return await safeFixes(resolution);
  const finding = resolution.report.findings.find(
    ({ rule, range: { start } }) =>
      rule === fix.rule && start.line === fix.line && start.column === fix.column,
  );
  const chosen = finding && (await findingFixes(resolution, finding))[fix.index];
  if (chosen === undefined) throw changed();
  return chosen;
}

function changed(): Error {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed: choose the fix again.');
}
