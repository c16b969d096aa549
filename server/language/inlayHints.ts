import { type InlayHint, type InlayHintParams, MarkupKind } from 'vscode-languageserver/node';
import type { DocumentReport } from './documentDiagnostics.ts';
import { costLabel, costSentence } from './importCost/costText.ts';
import type { ImportCosts } from './importCost/importCosts.ts';

/** What measured imports cost, behind the heavy imports of a part of a document. */
export function inlayHints(
  { findings, items, rules, module }: DocumentReport,
  { range }: InlayHintParams,
  costs: ImportCosts,
): InlayHint[] {
  if (!rules.settings.inlayHints.importCost || module.languageId !== 'python') return [];
  return findings.flatMap((finding, index) => {
    const end = items[index]?.range.end;
    const cost = finding.rule === 'heavy-import' ? costs.latest(finding.data.module) : undefined;
    if (!cost || !end || end.line < range.start.line || end.line > range.end.line) return [];
    return [{ position: end, label: costLabel(cost), paddingLeft: true, data: { module: cost.module } }];
  });
}

/** Adds what an inlay hint tells when it is pointed at. */
export function resolveInlayHint(hint: InlayHint, costs: ImportCosts): InlayHint {
  const data: unknown = hint.data;
  const module = typeof data === 'object' && data !== null && 'module' in data ? String(data.module) : '';
  const cost = costs.latest(module);
  return cost ? { ...hint, tooltip: { kind: MarkupKind.Markdown, value: costSentence(cost) } } : hint;
}
