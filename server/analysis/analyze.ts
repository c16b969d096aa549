import type { Finding } from './finding.ts';
import { withDeclaredLimits } from './limits/declaredLimits.ts';
import type { Rule } from './rule.ts';
import { RuleScreen } from './ruleScreen.ts';
import { rules } from './rules.ts';
import type { AnalysisSettings } from './settings.ts';
import { SourceModule } from './sourceModule.ts';
import type { SuppressingComment } from './suppression/suppressingComment.ts';
import { Suppressions } from './suppression/suppressions.ts';

/** What may be told apart from the defaults of an analysis. */
export interface AnalysisOptions {
  readonly rules?: readonly Rule[];
  /** Called for a rule that throws; it costs its own findings only. */
  readonly onError?: (rule: Rule, error: unknown) => void;
}

/** Findings in a text, without those its comments disable, in order of their place. */
export function analyze(
  text: string,
  languageId: string,
  settings: AnalysisSettings,
  options: AnalysisOptions = {},
): Finding[] {
  return analyzeModule(new SourceModule(text, languageId), settings, options);
}

/** Like `analyze`, for a caller that also asks the module itself. */
export function analyzeModule(
  module: SourceModule,
  settings: AnalysisSettings,
  options: AnalysisOptions = {},
): Finding[] {
  const findings = allFindings(module, settings, options);
  if (findings.length === 0) return findings;
  const suppressions = new Suppressions(module, settings);
  return findings.filter((finding) => !suppressions.covers(finding)).sort(byPlace);
}

/** A finding that is not told, and the comment that says so. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly comment: SuppressingComment;
}

/** What `analyzeModule` leaves out because comments disable it. */
export function suppressedFindings(
  module: SourceModule,
  settings: AnalysisSettings,
  options: AnalysisOptions = {},
): SuppressedFinding[] {
  const suppressions = new Suppressions(module, settings);
  return allFindings(module, settings, options).flatMap((finding) => {
    const comment = suppressions.by(finding);
    return comment ? [{ finding, comment }] : [];
  });
}

function allFindings(module: SourceModule, settings: AnalysisSettings, options: AnalysisOptions): Finding[] {
  const effective = withDeclaredLimits(module, settings);
  const screen = options.rules ? new RuleScreen(options.rules, effective) : screenOfAll(effective);
  const findings: Finding[] = [];
  for (const rule of screen.rulesFor(module)) {
    try {
      if (screen.isWithinLimit(rule, module)) continue;
      for (const finding of rule.check(module, effective)) findings.push(finding);
    } catch (error) {
      options.onError?.(rule, error);
    }
  }
  return findings;
}

/** By the settings that many texts share. */
const screens = new WeakMap<AnalysisSettings, RuleScreen>();

function screenOfAll(settings: AnalysisSettings): RuleScreen {
  const known = screens.get(settings);
  if (known) return known;
  const screen = new RuleScreen(rules, settings);
  screens.set(settings, screen);
  return screen;
}

/** Order of findings in a text. */
export function byPlace({ range: a }: Finding, { range: b }: Finding): number {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}
