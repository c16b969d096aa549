import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import type { Finding, HeavyImportFinding, LimitFinding } from '../analysis/finding.ts';
import { type LimitName, limitOfRule } from '../analysis/limits.ts';
import { configurationFileName } from '../protocol/configurationFileName.ts';
import { rulePage } from '../protocol/languageSettings.ts';
import type { DocumentReport } from './documentDiagnostics.ts';
import type { FolderRules } from './folderRules.ts';

/** The figures of the findings that begin on a line, what is effective there and who says so; null where none does. */
export function hover({ findings, items, rules }: DocumentReport, { line }: Position): Hover | null {
  const here = findings.filter((_, index) => items[index]?.range.start.line === line);
  if (here.length === 0) return null;
  const value = here.map((finding) => explanation(finding, rules)).join('\n\n');
  return { contents: { kind: MarkupKind.Markdown, value } };
}

function explanation(finding: Finding, rules: FolderRules): string {
  return `[${finding.rule}](${rulePage(finding.rule)}): ${figures(finding, rules)}`;
}

function figures(finding: Finding, rules: FolderRules): string {
  if (finding.rule === 'heavy-import') return heaviness(finding, rules);
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

function heaviness({ data: { module, root } }: HeavyImportFinding, rules: FolderRules): string {
  const origin = rules.configuration?.heavyImports.modules.includes(root)
    ? `\`heavyImports.modules\` in ${configurationFileName}`
    : rules.settings.heavyImports.modules.includes(root)
      ? 'the setting `swarm.heavyImports.modules`'
      : 'the built-in catalogue';
  return `\`${module}\` is heavy because ${origin} names \`${root}\`.`;
}
