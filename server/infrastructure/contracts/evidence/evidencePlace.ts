import { type EvidenceFinding, type EvidenceGround, fails, unknown } from './evidenceVerifier.ts';

/** The commit that evidence is about. */
export interface EvidencePlace {
  /** As it was named: `main`. */
  readonly name: string;
  readonly commit: string;
}

interface AskedPlace {
  readonly at: string | undefined;
  readonly before: EvidenceFinding | null;
  readonly isFinal: boolean;
}

/** The commit that evidence names, the tip of the base without a name; or what keeps it from counting. */
export async function placeOf(
  { at, before, isFinal }: AskedPlace,
  { repository }: EvidenceGround,
): Promise<EvidencePlace | EvidenceFinding> {
  const name = at ?? repository.base;
  if (name === null) return unknown('There is no base branch to look at.');
  const commit = await repository.commit(name);
  if (commit === undefined) return fails(`There is no branch or commit ${name}.`);
  const seen = before?.facts['commit'];
  if (isFinal && typeof seen === 'string' && seen !== commit && !(await repository.isAncestor(seen, commit)))
    return fails(
      `${name} was rewritten since it was looked at: it was at ${short(seen)} and is at ${short(commit)}.`,
      { commit, before: seen },
    );
  return { name, commit };
}

/** Whether it is a place and nothing keeps it from counting. */
export function isPlace(found: EvidencePlace | EvidenceFinding): found is EvidencePlace {
  return 'name' in found;
}

/** `src/a.py at main (1a2b3c4)`. */
export function spoken(path: string, { name, commit }: EvidencePlace): string {
  return name === commit ? `${path} at ${short(commit)}` : `${path} at ${name} (${short(commit)})`;
}

export function short(commit: string): string {
  return commit.slice(0, 7);
}
