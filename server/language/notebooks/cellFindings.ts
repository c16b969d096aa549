import type { Finding, RuleId } from '../../analysis/finding.ts';

/** About a file as a whole; a cell is none. */
const fileRules: ReadonlySet<RuleId> = new Set([
  'file-too-long',
  'too-many-classes',
  'too-many-functions',
  'too-many-enums',
]);

/** The findings that make sense in a cell of a notebook. */
export function cellFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ rule }) => !fileRules.has(rule));
}
