import type { EvidenceKind, EvidenceSpec } from '../../../protocol/evidence.ts';
import type { EvidenceRepository } from './evidenceRepository.ts';
import type { PassedChecks } from './passedChecks.ts';

/** What the service saw when it looked at evidence. */
export interface EvidenceFinding {
  /** `unknown` where it could not be looked at. */
  readonly verdict: 'holds' | 'fails' | 'unknown';
  /** A sentence. */
  readonly text: string;
  /** Figures and commits behind the sentence: a later look compares with them. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Evidence that is to be looked at. */
export interface EvidenceQuestion<Kind extends EvidenceKind> {
  readonly spec: Extract<EvidenceSpec, { kind: Kind }>;
  /** Files that the task is about. */
  readonly files: readonly string[];
  /** Commit of the base when the work began: what is in it was there before. Null where that is not known. */
  readonly claimedAt: string | null;
  /** What the look before has seen; null at the first. */
  readonly before: EvidenceFinding | null;
  /** Whether points depend on it at once: then what was seen before must not have been rewritten. */
  readonly isFinal: boolean;
}

/** What verifiers look at. */
export interface EvidenceGround {
  readonly repository: EvidenceRepository;
  readonly passed: PassedChecks;
}

/** Looks at one kind of evidence. */
export type EvidenceVerifier<Kind extends EvidenceKind> = (
  question: EvidenceQuestion<Kind>,
  ground: EvidenceGround,
) => Promise<EvidenceFinding>;

type Facts = EvidenceFinding['facts'];

export const holds = (text: string, facts: Facts): EvidenceFinding => ({ verdict: 'holds', text, facts });
export const fails = (text: string, facts: Facts = {}): EvidenceFinding => ({
  verdict: 'fails',
  text,
  facts,
});
export const unknown = (text: string, facts: Facts = {}): EvidenceFinding => ({
  verdict: 'unknown',
  text,
  facts,
});
