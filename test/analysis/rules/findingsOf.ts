import { analyze } from '../../../server/analysis/analyze.ts';
import type { LimitFinding } from '../../../server/analysis/finding.ts';
import type { AnalysisSettings } from '../../../server/analysis/settings.ts';
import { settingsWith } from '../settings.ts';

/** Findings about limits in a text as `line rule severity: message`, none of the default lengths. */
export function findingsOf(
  text: string,
  limits: Partial<AnalysisSettings['limits']>,
  more: Partial<AnalysisSettings> & { readonly languageId?: string } = {},
): string[] {
  const none = { file: 0, function: 0, class: 0 };
  const settings = { ...settingsWith({ ...none, ...limits }), heavyModules: new Set<string>(), ...more };
  return analyze(text, more.languageId ?? 'python', settings).map(
    ({ range, rule, severity, message }) => `${range.start.line} ${rule} ${severity}: ${message}`,
  );
}

/** The data of the findings about limits in a Python text. */
export function dataOf(text: string, limits: Partial<AnalysisSettings['limits']>): LimitFinding['data'][] {
  return analyze(text, 'python', { ...settingsWith(limits), heavyModules: new Set() }).map(
    ({ data }) => data as LimitFinding['data'],
  );
}
