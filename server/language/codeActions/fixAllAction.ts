import type { CodeAction } from 'vscode-languageserver/node';
import { type FixedText, fixText } from '../../analysis/fixes/fixText.ts';
import { editorEdits, workspaceEdit } from '../workspaceEdit.ts';
import type { ActionData } from './actionData.ts';
import { fixAllKind } from './actionKinds.ts';
import type { ActionRequest } from './actionRequest.ts';

/** The action that makes every safe fix of a file; none where nothing of a kind that can be fixed is found. */
export async function fixAllAction(request: ActionRequest): Promise<CodeAction[]> {
  const { document, report, client } = request;
  if (!report.findings.some(({ rule }) => rule === 'heavy-import')) return [];
  const action = { title: 'Fix everything of Swarm that is safe to fix', kind: fixAllKind };
  const data: ActionData = { uri: document.uri, version: document.version };
  if (client.resolvesEdits) return [{ ...action, data }];
  const edits = editorEdits(document, (await safeFixes(request)).edits);
  if (edits.length === 0) return [];
  return [{ ...action, edit: workspaceEdit(document, edits, client.takesVersionedEdits) }];
}

/** All safe fixes of a document together. */
export async function safeFixes({
  document: { uri },
  report,
  explanations,
}: Pick<ActionRequest, 'document' | 'report' | 'explanations'>): Promise<FixedText> {
  const explain = explanations.in(report, uri);
  const { module, find: findings } = report;
  return fixText(module.text, module.languageId, {
    findings,
    unsafe: false,
    fixesOf: async (text, finding) =>
      finding.rule === 'heavy-import' ? (await explain(text, finding)).fixes : [],
  });
}
