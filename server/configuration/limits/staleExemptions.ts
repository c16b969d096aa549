import type { RuleId } from '../../analysis/finding.ts';
import { limitOfRule } from '../../analysis/limits/limits.ts';
import { hasExpired } from './limitPolicy.ts';
import type { Exemption } from './limitSource.ts';
import type { PlacedFinding } from './placedFinding.ts';

/** What is asked about the files of a repository; paths are relative to its root. */
export interface ExemptedFiles {
  /** The files that an entry of an exemption means; undefined where nobody has listed what there is. */
  matching(file: string): readonly string[] | undefined;
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
  const matching = exemption.files.map((file) => files.matching(file));
  if (matching.includes(undefined)) return undefined;
  const there = matching.flatMap((paths) => paths ?? []);
  if (there.length === 0)
    return exemption.files.length === 1 ? 'there is no such file' : 'the files are gone';
  const isNeeded = there.some((file) => {
    const broken = files.rulesBroken(file);
    return broken === undefined || exemption.rules.some((rule) => broken.has(rule));
  });
  if (isNeeded) return undefined;
  const subject = there.length === 1 ? 'the file' : 'each of the files';
  const limits: Readonly<Partial<Record<RuleId, string>>> = limitOfRule;
  return exemption.rules.every((rule) => limits[rule])
    ? `${subject} is within the limit`
    : `${subject} keeps to the rules without it`;
}
