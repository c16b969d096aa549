import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import type { Finding, LimitFinding } from '../../analysis/finding.ts';
import { limitOfRule } from '../../analysis/limits.ts';
import { describeLimit } from '../../configuration/limits/describeLimit.ts';
import type { SourcePlace } from '../../configuration/limits/limitSource.ts';
import { rulePage } from '../../protocol/languageServerNames.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';
import { type HoverSources, heavyImportHover } from './heavyImportHover.ts';

/** What there is to know of the findings that begin on a line, as Markdown; null where none does. */
export async function hover(
  report: DocumentReport,
  { line }: Position,
  sources: HoverSources,
): Promise<Hover | null> {
  const { findings, items } = report;
  const here = findings.filter((_, index) => items[index]?.range.start.line === line);
  if (here.length === 0) return null;
  const parts = await Promise.all(
    here.map(async (finding) => {
      const title = `[${finding.rule}](${rulePage(finding.rule)})`;
      return `${title}: ${await explanation(finding, report, sources)}`;
    }),
  );
  return { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') } };
}

async function explanation(finding: Finding, report: DocumentReport, sources: HoverSources): Promise<string> {
  if (finding.rule === 'heavy-import') return heavyImportHover(report, finding, sources);
  return isLimitFinding(finding) ? figures(finding, report) : finding.message;
}

function isLimitFinding(finding: Finding): finding is LimitFinding {
  return finding.rule in limitOfRule;
}

function figures(
  { rule, data: { actual } }: LimitFinding,
  { limits, rules: { root } }: DocumentReport,
): string {
  const provenance = limits.provenance.get(limitOfRule[rule]);
  if (provenance === undefined) return `${actual}.`;
  const linkTo = ({ path, range }: SourcePlace) =>
    root && `${Utils.joinPath(URI.parse(root.uri), path).toString()}#L${range.start.line}`;
  return `${actual} found. ${describeLimit(provenance, linkTo)}`;
}
