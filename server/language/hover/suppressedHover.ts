import type { SuppressedFinding } from '../../analysis/analyze.ts';
import { escaped } from '../../configuration/limits/describeLimit.ts';
import { rulePage } from '../../protocol/languageServer/languageServerNames.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';

const known = new WeakMap<DocumentReport, readonly SuppressedFinding[]>();

/**
 * What is not told about a line, or because of the comment on it, and which comment says so; a sentence of Markdown each.
 * @param line from 1
 */
export function suppressedHover(report: DocumentReport, line: number): string[] {
  const suppressed = known.get(report) ?? report.suppressed();
  known.set(report, suppressed);
  return suppressed
    .filter(({ finding, comment }) => finding.range.start.line === line || comment.line === line)
    .slice(0, most)
    .map(({ finding: { rule, message, range }, comment }) => {
      const isBeyond = range.start.line !== line;
      const where = isBeyond ? `On line ${range.start.line}: ` : '';
      const by = comment.line === line ? 'the comment here' : `the comment on line ${comment.line}`;
      return `[${rule}](${rulePage(rule)}) is disabled by ${by}, \`${comment.text.replaceAll('`', "'")}\`. ${where}${escaped(message)}`;
    });
}

/** More of them make no hover clearer. */
const most = 5;
