import type { CheckReport } from '../../../protocol/checkReport.ts';
import type { CheckFinding } from '../checkRun.ts';

const commands: Readonly<Record<CheckFinding['severity'], string>> = {
  hint: 'notice',
  minor: 'notice',
  major: 'warning',
  critical: 'error',
};

/** Workflow commands that make GitHub Actions annotate the files: one line per finding. */
export function githubReport({ findings }: CheckReport): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join('');
}

function annotation({ path, range, severity, rule, message }: CheckFinding): string {
  const { start, end } = range;
  const properties: Record<string, string | number> = { file: path, line: start.line, endLine: end.line };
  // Columns of another line than the first are refused.
  if (start.line === end.line) Object.assign(properties, { col: start.column, endColumn: end.column });
  properties['title'] = `swarm: ${rule}`;
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
  return `::${commands[severity]} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
