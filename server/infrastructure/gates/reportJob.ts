import type { GateReport } from '../../protocol/gateReports.ts';
import { parseReport } from './reports/parseReport.ts';
import { type ReportContent, UnusableReport } from './reports/reportContent.ts';
import { textOf } from './reports/reportText.ts';

/** A report to read: an open file of this process. */
export interface ReportJob {
  readonly report: GateReport;
  readonly descriptor: number;
}

/** What it says, or why it cannot be used, completing "the report …". */
export type ReportAnswer = { readonly content: ReportContent } | { readonly problem: string };

/** Reads a report; for a thread of its own, since reading is done without a pause. */
export function answerJob({ report, descriptor }: ReportJob): ReportAnswer {
  try {
    return { content: parseReport(report, textOf(descriptor)) };
  } catch (error) {
    if (error instanceof UnusableReport) return { problem: error.message };
    const { code, message } = error as NodeJS.ErrnoException;
    return { problem: `cannot be read (${code ?? message})` };
  }
}
