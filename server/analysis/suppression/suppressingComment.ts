import type { Finding, RuleId } from '../finding.ts';

/** A comment that disables a finding. */
export interface SuppressingComment {
  /** From 1. */
  readonly line: number;
  /** As it stands there, or the part of it that says so. */
  readonly text: string;
}

/** What is asked about: a finding, or the rule of one at another place. */
export type SuppressedPlace = Pick<Finding, 'rule' | 'range'>;

/** The comments of one kind in a text. */
export interface SuppressingComments {
  /**
   * The comment that disables a finding; undefined where none does.
   * @param namedOnly whether a comment that disables everything does not count
   */
  covering(place: SuppressedPlace, namedOnly?: boolean): SuppressingComment | undefined;
}

/** Those of another tool. */
export interface ForeignComments extends SuppressingComments {
  /** Whether one of them may name a rule: where none does, nobody has to ask line by line. */
  mayName(rule: RuleId): boolean;
}

const longestShown = 120;

/** A comment as it is shown. */
export function suppressingComment(line: number, text: string): SuppressingComment {
  const shown = text.trim();
  return { line, text: shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown };
}
