import { parseReport } from '../../../../../server/infrastructure/deployments/gates/reports/parseReport.ts';
import { UnusableReport } from '../../../../../server/infrastructure/deployments/gates/reports/reportContent.ts';
import { type GateReport, gateReportSchema } from '../../../../../server/protocol/gateReports.ts';

/** A report of this type as swarm.json declares it. */
export function reportOf(type: GateReport['type'], thresholds?: unknown): GateReport {
  const place = type === 'v2' ? {} : { path: 'report' };
  return gateReportSchema.parse({ type, ...place, ...(thresholds === undefined ? {} : { thresholds }) });
}

/** What a text says as a report of this type. */
export function contentOf(type: GateReport['type'], text: string, thresholds?: unknown) {
  return parseReport(reportOf(type, thresholds), [[text]]);
}

/** Its figures alone. */
export function figuresOf(type: GateReport['type'], text: string, thresholds?: unknown) {
  return contentOf(type, text, thresholds).figures;
}

/** Why a text cannot be used as a report of this type. */
export function problemOf(type: GateReport['type'], text: string, thresholds?: unknown): string {
  try {
    return `usable: ${JSON.stringify(figuresOf(type, text, thresholds))}`;
  } catch (error) {
    if (error instanceof UnusableReport) return error.message;
    throw error;
  }
}
