import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { Finding, LimitFinding } from '../../analysis/finding.ts';
import { limitOfRule } from '../../analysis/limits/limits.ts';
import { describeLimit } from '../../configuration/limits/describeLimit.ts';
import type { SourcePlace } from '../../configuration/limits/limitSource.ts';
import { rulePage } from '../../protocol/languageServer/languageServerNames.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';
import { statusHover } from '../statusFiles/statusHover.ts';
import { type HoverSources, heavyImportHover } from './heavyImportHover.ts';
import { suppressedHover } from './suppressedHover.ts';

/** What there is to know of a field of a status file and of the findings that begin on a line, as Markdown. */
export async function hover(
  { document, report }: { readonly document: TextDocument; readonly report: DocumentReport },
  position: Position,
  sources: HoverSources,
): Promise<Hover | null> {
  const field = report.status && statusHover(document, report.status, position, sources.client);
  const found = await findingsHover(report, position, sources);
  if (!field) return found === null ? null : { contents: { kind: MarkupKind.Markdown, value: found } };
  const value = found === null ? field.value : `${field.value}\n\n${found}`;
  return { contents: { kind: MarkupKind.Markdown, value }, range: field.range };
}

async function findingsHover(
  report: DocumentReport,
  { line }: Position,
  sources: HoverSources,
): Promise<string | null> {
  const { findings, items } = report;
  const here = findings.filter((_, index) => items[index]?.range.start.line === line);
  const explained = await Promise.all(
    here.map(async (finding) => {
      const text = await explanation(finding, report, sources);
      return text === undefined ? [] : [`[${finding.rule}](${rulePage(finding.rule)}): ${text}`];
    }),
  );
  const all = [...explained.flat(), ...suppressedHover(report, line + 1)];
  return all.length === 0 ? null : all.join('\n\n');
}

/** What there is to say beside the message, which editors show themselves; undefined where there is nothing. */
async function explanation(
  finding: Finding,
  report: DocumentReport,
  sources: HoverSources,
): Promise<string | undefined> {
  if (finding.rule === 'heavy-import') return heavyImportHover(report, finding, sources);
  return isLimitFinding(finding) ? figures(finding, report) : undefined;
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
