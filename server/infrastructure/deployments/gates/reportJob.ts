import { closeSync } from 'node:fs';
import type { GateReport } from '../../../protocol/gateReports.ts';
import { maximumReportBytes, notThere, openReport, tooLarge } from './reportFile.ts';
import { parseReport } from './reports/parseReport.ts';
import { type ReportContent, UnusableReport } from './reports/reportContent.ts';
import { textOf } from './reports/reportText.ts';

/** A report to read. */
export interface ReportJob {
  readonly report: GateReport;
  readonly tree: string;
  /** Its files, relative to the tree. */
  readonly files: readonly string[];
  /** When nothing of it was there. */
  readonly since: Date;
}

/** What it says, or why it cannot be used, completing "the report …". */
export type ReportAnswer = { readonly content: ReportContent } | { readonly problem: string };

/** Reads a report; for a thread of its own, since reading is done without a pause. */
export function answerJob(job: ReportJob): ReportAnswer {
  try {
    if (job.files.length === 0) throw notThere();
    return { content: parseReport(job.report, textsOf(job)) };
  } catch (error) {
    if (error instanceof UnusableReport) return { problem: error.message };
    const { code, message } = error as NodeJS.ErrnoException;
    return { problem: `cannot be read (${code ?? message})` };
  }
}

/** The text of each file in pieces, one file open at a time. */
function* textsOf({ tree, files, since }: ReportJob): Generator<Iterable<string>> {
  let all = 0;
  for (const file of files) {
    const { descriptor, bytes } = openReport(tree, file, since);
    try {
      all += bytes;
      if (all > maximumReportBytes) throw tooLarge();
      yield textOf(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}
