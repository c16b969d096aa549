import type { EvidenceSpec } from '../../protocol/evidence.ts';
import { layeredEntries } from '../collections/layeredMap.ts';
import type { OpenedContract } from './contractState.ts';
import type { EvidenceFinding } from './evidence/evidenceVerifier.ts';
import type { TaskRecord } from './taskRecord.ts';

/**
 * The findings of a task, with a word on commits that another task of the contract was credited for. One commit may do
 * two tasks, so that it counts; whoever credits is told.
 */
export function withReuse(
  { tasks }: OpenedContract,
  { task: name, evidence }: TaskRecord,
  findings: readonly EvidenceFinding[],
): EvidenceFinding[] {
  const commits = findings.map((finding, index) => workCommit(evidence[index]?.spec, finding));
  if (commits.every((commit) => commit === undefined)) return [...findings];
  const paid = new Map<string | undefined, string>();
  for (const [other, { stage, evidence: seen }] of layeredEntries(tasks))
    if (other !== name && stage === 'credited')
      for (const { spec, finding } of seen) paid.set(workCommit(spec, finding), other);
  return findings.map((finding, index) => {
    const commit = commits[index];
    const other = commit === undefined ? undefined : paid.get(commit);
    return other === undefined
      ? finding
      : { ...finding, text: `${finding.text} ${other} was credited for it already.` };
  });
}

/** The commit that evidence shows as the work itself. */
function workCommit(spec: EvidenceSpec | undefined, finding: EvidenceFinding | null): string | undefined {
  if (finding?.verdict !== 'holds' || (spec?.kind !== 'commit' && spec?.kind !== 'merged')) return undefined;
  const { commit } = finding.facts;
  return typeof commit === 'string' ? commit : undefined;
}
