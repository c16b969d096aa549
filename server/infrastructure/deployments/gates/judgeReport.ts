import type { GateReport } from '../../../protocol/gateReports.ts';
import type { GateMeasure } from '../../../protocol/gates.ts';
import { failureText, measured } from './measure.ts';
import { readReport } from './readReport.ts';
import type { ReportJob } from './reportJob.ts';
import { limitsOf } from './reportLimits.ts';
import { UnusableReport } from './reports/reportContent.ts';

/** What a report comes to beside its limits. */
export interface Judgement {
  readonly measures: GateMeasure[];
  /** Why it does not pass: a sentence; null where it passes. */
  readonly problem: string | null;
  /** What is behind the figures: a line each. */
  readonly details: readonly string[];
}

export interface ReportToJudge {
  readonly report: GateReport;
  readonly signal: AbortSignal;
  /**
   * Finds it.
   * @throws {UnusableReport}
   */
  find(): Promise<Pick<ReportJob, 'tree' | 'files' | 'since'>>;
}

/** Reads a report and compares it with its limits; one that cannot be used does not pass. */
export async function judgeReport({ report, find, signal }: ReportToJudge): Promise<Judgement> {
  const name = report.type === 'v2' ? 'The V2 check' : `The report ${report.path}`;
  try {
    const content = await readReport({ report, ...(await find()) }, signal);
    const judged = limitsOf(report).flatMap((limit) => {
      const measure = measured(limit, content);
      return measure ? [{ limit, measure }] : [];
    });
    const failed = judged.filter(({ measure }) => !measure.passed);
    const { details } = content;
    const reasons = failed.map(({ limit, measure }) => failureText(limit, measure)).join('; ');
    const first = details[0] === undefined ? '' : ` The first: ${details[0]}`;
    const problem = failed.length === 0 ? null : `${name} does not pass: ${reasons}.${first}`;
    return { measures: judged.map(({ measure }) => measure), problem, details };
  } catch (error) {
    if (!(error instanceof UnusableReport)) throw error;
    return { measures: [], problem: `${name} ${error.message}.`, details: [] };
  }
}
