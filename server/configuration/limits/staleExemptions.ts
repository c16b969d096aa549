import type { RuleId } from '../../analysis/finding.ts';
import { hasExpired } from './limitPolicy.ts';
import type { Exemption } from './limitSource.ts';
import type { PlacedFinding } from './placedFinding.ts';

/** What is asked about the files of a repository; paths are relative to its root. */
export interface ExemptedFiles {
  exists(path: string): boolean;
  /** The rules that would find something in a file if nothing were exempted; undefined where nobody can say. */
  rulesBroken(path: string): ReadonlySet<RuleId> | undefined;
}

/** Exemptions that exempt nothing any more: expired, of files that are gone, or of files within their limits. */
export function staleExemptions(
  exemptions: readonly Exemption[],
  files: ExemptedFiles,
  today: string,
): PlacedFinding[] {
  return exemptions.flatMap((exemption, index) => {
    const why = staleness(exemption, files, today);
    if (why === undefined) return [];
    const subject = exemption.files.map((file) => `'${file}'`).join(', ');
    const { path, range } = exemption.place;
    const message = `The exemption of ${subject} is stale: ${why}.`;
    const data = { files: exemption.files, rules: exemption.rules, index };
    return [{ path, finding: { rule: 'stale-exemption', severity: 'minor', message, range, data } }];
  });
}

function staleness(exemption: Exemption, files: ExemptedFiles, today: string): string | undefined {
  if (hasExpired(exemption, today)) return `it expired on ${exemption.expires}`;
  // A glob may match files that nobody has listed.
  if (exemption.files.some((file) => !isPath(file, files))) return undefined;
  const there = exemption.files.filter((file) => files.exists(file));
  if (there.length === 0)
    return exemption.files.length === 1 ? 'there is no such file' : 'the files are gone';
  const broken = there.map((file) => files.rulesBroken(file));
  if (broken.some((rules) => rules === undefined || exemption.rules.some((rule) => rules.has(rule))))
    return undefined;
  return `${there.length === 1 ? 'the file is' : 'the files are'} within the limit`;
}

/** Whether an entry means one file: a bare name means files of that name at any depth, unless one lies at the root. */
function isPath(file: string, files: ExemptedFiles): boolean {
  return !/[*?[\]{}!]/.test(file) && (file.includes('/') || files.exists(file));
}
