import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import type { Finding, LimitFinding } from '../../analysis/finding.ts';
import { type LimitName, limitOfRule } from '../../analysis/limits.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { rulePage } from '../../protocol/languageSettings.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';
import type { FolderRules } from '../folderRules.ts';
import { type HoverSources, heavyImportHover } from './heavyImportHover.ts';

/** What there is to know of the findings that begin on a line, as Markdown; null where none does. */
export async function hover(
  report: DocumentReport,
  { line }: Position,
  sources: HoverSources,
): Promise<Hover | null> {
  const { findings, items, rules } = report;
  const here = findings.filter((_, index) => items[index]?.range.start.line === line);
  if (here.length === 0) return null;
  const parts = await Promise.all(
    here.map(async (finding) => {
      const title = `[${finding.rule}](${rulePage(finding.rule)})`;
      return `${title}: ${await explanation(finding, rules, report, sources)}`;
    }),
  );
  return { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') } };
}

async function explanation(
  finding: Finding,
  rules: FolderRules,
  report: DocumentReport,
  sources: HoverSources,
): Promise<string> {
  if (finding.rule === 'heavy-import') return heavyImportHover(report, finding, sources);
  return isLimitFinding(finding) ? length(finding, rules) : finding.message;
}

function isLimitFinding(finding: Finding): finding is LimitFinding {
  return finding.rule in limitOfRule;
}

function length({ rule, data: { actual, limit } }: LimitFinding, { configuration }: FolderRules): string {
  const kind = limitOfRule[rule];
  const stated: Readonly<Partial<Record<LimitName, number | undefined>>> = configuration?.v2.limits ?? {};
  const origin =
    stated[kind] === undefined
      ? `the setting \`swarm.limits.${kind}\``
      : `\`v2.limits.${kind}\` in ${configurationFileName}`;
  return `${actual} lines; ${origin} allows ${limit}.`;
}
