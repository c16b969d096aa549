import type { LimitFinding, Range } from '../finding.ts';
import type { AnalysisSettings } from '../settings.ts';
import { type Counting, limitOfRule } from './limits.ts';
import { limitSeverity } from './severity.ts';

/** What has a figure: `File`, `Function 'load'`. */
export interface Subject {
  readonly text: string;
  readonly name?: string | undefined;
}

/** One of the limits, as it holds for a text: it says which figures are worth a finding, and makes the findings. */
export class Limit {
  /** Zero: there is none. */
  readonly value: number;
  readonly #rule: LimitFinding['rule'];
  readonly #settings: AnalysisSettings;
  /** The least figure that is worth a finding. */
  readonly from: number;

  constructor(rule: LimitFinding['rule'], settings: AnalysisSettings) {
    this.#rule = rule;
    this.#settings = settings;
    this.value = settings.limits[limitOfRule[rule]];
    this.from = leastConcern(rule, settings);
  }

  /** Whether a figure is beyond the limit, or so near that a hint is wanted. */
  concerns(actual: number): boolean {
    return actual >= this.from;
  }

  /** The finding for a figure that concerns the limit. */
  finding(actual: number, { text, name }: Subject, range: Range): LimitFinding {
    const rule = this.#rule;
    const limit = this.value;
    const { severity } = this.#settings;
    const counting = countingOf(rule, this.#settings);
    const isGuideline = this.#settings.guidelines.has(limitOfRule[rule]);
    const isBeyond = actual > limit;
    const figure = `${text} ${phrases[rule](actual, counting)}`;
    return {
      rule,
      severity: isBeyond && !isGuideline ? limitSeverity(actual, limit, severity, unitOf(rule)) : 'hint',
      message: isBeyond
        ? `${figure}; the ${isGuideline ? 'guideline' : 'limit'} is ${limit}.`
        : `${figure} of ${limit} allowed.`,
      range,
      data: name === undefined ? { actual, limit } : { actual, limit, name },
    };
  }
}

/** How the lines are counted that a rule holds to a limit. */
export function countingOf(rule: LimitFinding['rule'], settings: AnalysisSettings): Counting {
  return (rule === 'function-too-long' ? settings.functionCounting : undefined) ?? settings.counting;
}

function unitOf(rule: LimitFinding['rule']): 'length' | 'count' {
  return rule.endsWith('-too-long') ? 'length' : 'count';
}

/** The least figure that is worth a finding of a rule; infinite where it has no limit. */
export function leastConcern(rule: LimitFinding['rule'], settings: AnalysisSettings): number {
  const limit = settings.limits[limitOfRule[rule]];
  if (limit === 0) return Number.POSITIVE_INFINITY;
  const near = Math.ceil((settings.approachingFrom ?? 1) * limit - 1e-9);
  // A limit of 5 cannot be come near to without being reached, and every other line comes near to its own.
  return near < limit && rule !== 'line-too-long' ? near : limit + 1;
}

function some(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

const lineNouns: Readonly<Record<Counting, readonly [string, string]>> = {
  physical: ['line', 'lines'],
  'non-blank': ['non-blank line', 'non-blank lines'],
  code: ['line of code', 'lines of code'],
};

function hasLines(count: number, counting: Counting): string {
  return `has ${some(count, ...lineNouns[counting])}`;
}

/** How a sentence tells the figure of each rule. */
const phrases: Readonly<Record<LimitFinding['rule'], (actual: number, counting: Counting) => string>> = {
  'file-too-long': hasLines,
  'function-too-long': hasLines,
  'class-too-long': hasLines,
  'too-many-parameters': (count) => `has ${some(count, 'parameter')}`,
  'too-complex': (count) => `has a cyclomatic complexity of ${count}`,
  'too-deeply-nested': (count) => `has blocks nested ${some(count, 'level')} deep`,
  'too-many-classes': (count) => `has ${some(count, 'class', 'classes')}`,
  'too-many-functions': (count) => `has ${some(count, 'top-level function')}`,
  'too-many-enums': (count) => `has ${some(count, 'enum')}`,
  'line-too-long': (count) => `has ${some(count, 'character')}`,
};
