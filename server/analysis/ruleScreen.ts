import type { RuleId } from './finding.ts';
import { leastConcern } from './limits/limit.ts';
import { isAboutLimit } from './limits/limits.ts';
import type { Rule } from './rule.ts';
import { peakNames } from './scan/peaks.ts';
import type { AnalysisSettings } from './settings.ts';
import type { SourceModule } from './sourceModule.ts';

/** Says which rules may find something in a text: in most texts no figure is a concern of any limit. */
export class RuleScreen {
  readonly #rules: readonly Rule[];
  /** Those that no figure tells anything about. */
  readonly #others: readonly Rule[];
  /** Of each rule about a limit, the least figure that is worth a finding; infinite where there is no limit. */
  readonly #least: ReadonlyMap<RuleId, number>;
  readonly #fileLines: number;
  /** In the order of `peakNames`. */
  readonly #peaks: readonly number[];

  constructor(rules: readonly Rule[], settings: AnalysisSettings) {
    this.#rules = rules;
    this.#least = new Map(
      rules.flatMap(({ id }) => (isAboutLimit(id) ? [[id, leastConcern(id, settings)]] : [])),
    );
    this.#others = rules.filter((rule) => rule.peak === undefined && !this.#isOff(rule));
    this.#fileLines = this.#leastOf('fileLines');
    this.#peaks = peakNames.map((name) => this.#leastOf(name));
  }

  /** Those that may find something, and perhaps others. */
  rulesFor(module: SourceModule): readonly Rule[] {
    return this.#isBelow(module) ? this.#others : this.#rules;
  }

  /** Whether nothing in a text is a concern of a rule's limit. */
  isWithinLimit(rule: Rule, module: SourceModule): boolean {
    const { id, peak } = rule;
    if (this.#isOff(rule)) return true;
    if (peak === undefined) return false;
    const actual = peak === 'fileLines' ? module.lineCount : module.peaks.peak(peak);
    return actual < (this.#least.get(id) ?? 0);
  }

  #isOff({ id }: Rule): boolean {
    return this.#least.get(id) === Number.POSITIVE_INFINITY;
  }

  #leastOf(figure: Rule['peak']): number {
    const rules = this.#rules.filter(({ peak }) => peak === figure);
    return Math.min(...rules.map(({ id }) => this.#least.get(id) ?? 0));
  }

  #isBelow(module: SourceModule): boolean {
    try {
      return module.lineCount < this.#fileLines && module.peaks.areBelow(this.#peaks);
    } catch {
      // That the text cannot be scanned is told by each of the rules.
      return false;
    }
  }
}
