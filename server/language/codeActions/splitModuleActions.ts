import path from 'node:path';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { planSplit } from '../../analysis/splitModule/planSplit.ts';
import type { SplitPlan, SplitRefusal } from '../../analysis/splitModule/splitPlan.ts';
import { pathBelow } from '../../workspace/files/pathBelow.ts';
import { splitContext } from '../../workspace/splitContext.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';
import type { ActionRequest } from './actionRequest.ts';
import { splitEdit } from './splitEdit.ts';

/** Kind of the action that divides a file. */
export const splitModuleKind = `${CodeActionKind.RefactorExtract}.module`;

/** The action that divides a file over its limit, where that can be done with every name kept. */
export async function splitModuleActions(request: ActionRequest): Promise<CodeAction[]> {
  const { document, report, context, client } = request;
  // The cursor moves often: unasked, only who stands at the finding is offered it.
  const isAsked =
    context.only !== undefined || context.diagnostics.some(({ code }) => code === 'file-too-long');
  const limit = exceededLimit(report);
  if (!isAsked || !client.createsFiles || limit === undefined) return [];
  const planned = await planOf(request, limit);
  if (!planned) return [];
  const { plan, root } = planned;
  if ('why' in plan) return client.showsDisabledActions ? [refused(plan)] : [];
  return [
    {
      title: titleOf(plan),
      kind: splitModuleKind,
      edit: splitEdit(document, plan, (relative) => URI.file(path.join(root, relative)).toString(), client),
    },
  ];
}

/** Shown where refactorings are asked for by name, with the reason. */
function refused({ why }: SplitRefusal): CodeAction {
  return { title: 'Split into files within the limit', kind: splitModuleKind, disabled: { reason: why } };
}

/** With the sizes: a preview shows them only where it is grouped by them. */
function titleOf({ original, files }: SplitPlan): string {
  const sizes = [original, ...files].map(({ lines }) => lines);
  return `Split into ${sizes.length} files of ${sizes.slice(0, -1).join(', ')} and ${sizes.at(-1)} lines…`;
}

function exceededLimit({ findings }: DocumentReport): number | undefined {
  return findings.flatMap((finding) =>
    finding.rule === 'file-too-long' && finding.severity !== 'hint' ? [finding.data.limit] : [],
  )[0];
}

interface Planned {
  readonly plan: SplitPlan | SplitRefusal;
  readonly root: string;
}

async function planOf(
  { document, report: { folder }, explanations }: ActionRequest,
  limit: number,
): Promise<Planned | undefined> {
  const file = URI.parse(document.uri);
  if (file.scheme !== 'file') return undefined;
  const root = folder === undefined ? path.dirname(file.fsPath) : URI.parse(folder).fsPath;
  const relative = pathBelow(root, file.fsPath);
  const module = { text: document.getText(), path: relative, languageId: document.languageId };
  const plan = await planSplit(
    module,
    limit,
    await splitContext(root, relative, explanations.factsOf(document.uri)),
  );
  return { plan, root };
}
