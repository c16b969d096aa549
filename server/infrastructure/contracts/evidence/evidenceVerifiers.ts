import type { EvidenceKind, EvidenceSpec } from '../../../protocol/evidence.ts';
import { branchMerged } from './branchMerged.ts';
import { commitTouches } from './commitTouches.ts';
import { EvidenceRepository, type EvidenceRepositoryParts } from './evidenceRepository.ts';
import {
  type EvidenceFinding,
  type EvidenceGround,
  type EvidenceQuestion,
  type EvidenceVerifier,
  unknown,
} from './evidenceVerifier.ts';
import { gatePassed } from './gatePassed.ts';
import { lineCount } from './lineCount.ts';
import type { PassedChecks } from './passedChecks.ts';
import { testReport } from './testReport.ts';
import { Turns } from './turns.ts';

const verifiers: { readonly [Kind in EvidenceKind]: EvidenceVerifier<Kind> } = {
  merged: branchMerged,
  commit: commitTouches,
  lines: lineCount,
  // The analysis is loaded when it is needed: a service starts sooner without.
  v2: async (...asked) => (await import('./v2Findings.ts')).v2Findings(...asked),
  gate: gatePassed,
  tests: testReport,
};

/** Evidence of a piece of work that is looked at together. */
export interface EvidenceCase {
  /** Files that the work is about. */
  readonly files: readonly string[];
  /** Commit of the base when the work began; null where that is not known. */
  readonly claimedAt: string | null;
  readonly evidence: readonly { readonly spec: EvidenceSpec; readonly finding: EvidenceFinding | null }[];
  /** Whether points depend on it at once: then what was seen before must not have been rewritten. */
  readonly isFinal: boolean;
}

export interface EvidenceVerifiersParts extends EvidenceRepositoryParts {
  readonly passed: PassedChecks;
  /** Time that looking at one piece of evidence may take (default 30,000). */
  readonly limitMilliseconds?: number;
}

/** Git processes cost the machine more than they gain beside each other. */
const atATime = 2;
const longestText = 500;

/** Looks at evidence. */
export class EvidenceVerifiers {
  readonly #parts: EvidenceVerifiersParts;
  readonly #turns = new Turns(atATime);

  constructor(parts: EvidenceVerifiersParts) {
    this.#parts = parts;
  }

  /** What was seen of each, in order; what could not be looked at is `unknown`. Never throws. */
  async verifyAll(work: EvidenceCase, signal: AbortSignal): Promise<EvidenceFinding[]> {
    return this.#turns.take(async () => {
      const findings: EvidenceFinding[] = [];
      for (const { spec, finding: before } of work.evidence)
        findings.push(await this.#verify({ ...work, spec, before }, signal));
      return findings;
    });
  }

  async #verify(question: EvidenceQuestion<EvidenceKind>, ended: AbortSignal): Promise<EvidenceFinding> {
    const { limitMilliseconds = 30_000, passed } = this.#parts;
    const late = AbortSignal.timeout(limitMilliseconds);
    const signal = AbortSignal.any([ended, late]);
    const ground = { repository: new EvidenceRepository(this.#parts, signal), passed };
    try {
      const finding = await within(signal, lookWithAge(question, ground));
      return { ...finding, text: bounded(finding.text) };
    } catch (error) {
      const why = late.aborted ? `it took longer than ${limitMilliseconds / 1000} s` : messageOf(error);
      return unknown(bounded(`It could not be looked at: ${why}.`));
    }
  }
}

/** What was so before the work began is no sign of work: whoever decides about it is told. */
async function lookWithAge(
  question: EvidenceQuestion<EvidenceKind>,
  ground: EvidenceGround,
): Promise<EvidenceFinding> {
  const finding = await look(question, ground);
  const { commit } = finding.facts;
  const { claimedAt } = question;
  if (finding.verdict !== 'holds' || claimedAt === null || typeof commit !== 'string') return finding;
  if (!(await ground.repository.isAncestor(commit, claimedAt))) return finding;
  return { ...finding, text: `${finding.text} It was so before the task was claimed.` };
}

function look<Kind extends EvidenceKind>(
  question: EvidenceQuestion<Kind>,
  ground: EvidenceGround,
): Promise<EvidenceFinding> {
  const verifier: EvidenceVerifier<Kind> = verifiers[question.spec.kind as Kind];
  return verifier(question, ground);
}

/** Not every git process can be ended: nobody waits for those. */
async function within<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise: end, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new Error('it was interrupted'));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, end]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

function bounded(text: string): string {
  const line = text.replaceAll(/\p{Cc}+/gu, ' ');
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
