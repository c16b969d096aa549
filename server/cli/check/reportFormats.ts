import type { CheckReport } from '../../protocol/checkReport.ts';
import type { CommandIo } from '../command.ts';
import { jsonText } from '../reply.ts';
import { githubReport } from './formats/github.ts';
import { statisticsReport } from './formats/statistics.ts';
import { textReport } from './formats/text.ts';

const renderers = {
  text: textReport,
  json: (report: CheckReport) => jsonText(report),
  sarif: async (report: CheckReport) => {
    // Loaded when it is asked for: with it comes zod.
    const { sarifReport } = await import('./formats/sarif.ts');
    return jsonText(sarifReport(report));
  },
  github: githubReport,
  statistics: statisticsReport,
};

export type ReportFormat = keyof typeof renderers;

export const reportFormats = Object.keys(renderers);

export function isReportFormat(name: unknown): name is ReportFormat {
  return typeof name === 'string' && Object.hasOwn(renderers, name);
}

/** The report in a format, with its last line feed. Colours only where stdout is a terminal that wants them. */
export async function renderReport(
  report: CheckReport,
  format: ReportFormat,
  io: CommandIo,
): Promise<string> {
  return renderers[format](report, io.isTty && !io.env['NO_COLOR']);
}
