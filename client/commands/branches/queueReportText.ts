import { l10n } from 'vscode';
import type { QueueEntry } from '../../../server/protocol/queue.ts';
import { commandLine } from '../commandLine.ts';
import { code, fenced } from './markdownText.ts';

/** The report of a branch that was put out, as Markdown. Texts of the repository stand in code alone. */
export function queueReportText(entry: QueueEntry, target: string): string {
  const { report } = entry;
  const lines = [
    `# ${l10n.t('{0} was put out of the merge queue for {1}', code(entry.branch), code(target))}`,
  ];
  if (!report) return lines.join('\n');
  lines.push(fenced(report.message));
  lines.push(l10n.t('Commit {0}, put out {1}.', code(entry.commit.slice(0, 10)), entry.since));
  lines.push(...list(l10n.t('Files'), report.files), ...list(l10n.t('What git says'), report.details));
  if (report.hunks.length > 0) lines.push(`## ${l10n.t('Conflicting hunks')}`);
  for (const { file, text } of report.hunks) lines.push(code(file), fenced(text, 'diff'));
  if (report.check) {
    const { name, command, output, log } = report.check;
    lines.push(`## ${l10n.t('Check {0}', code(name))}`, fenced(commandLine(command)));
    lines.push(l10n.t('End of its output (all of it: {0}):', code(log)), fenced(output));
  }
  if (report.order.length > 0) {
    lines.push(`## ${l10n.t('Suggested order')}`);
    lines.push(report.order.map((branch, index) => `${index + 1}. ${code(branch)}`).join('\n'));
  }
  return `${lines.join('\n\n')}\n`;
}

function list(title: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`## ${title}`, values.map((value) => `* ${code(value)}`).join('\n')];
}
