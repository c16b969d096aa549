import type { GateReport } from '../../../protocol/gateReports.ts';
import { readCobertura } from './cobertura.ts';
import { readJsonValues } from './jsonValues.ts';
import { readJUnit } from './junit.ts';
import { readLcov } from './lcov.ts';
import type { ReportContent } from './reportContent.ts';
import { readSarif } from './sarif.ts';
import { readV2Findings } from './v2Findings.ts';

/**
 * What a report of a kind says.
 * @throws {UnusableReport} and nothing else, whatever the text is
 */
export function parseReport(report: GateReport, chunks: Iterable<string>): ReportContent {
  switch (report.type) {
    case 'junit':
      return readJUnit(chunks);
    case 'lcov':
      return readLcov(chunks);
    case 'cobertura':
      return readCobertura(chunks);
    case 'sarif':
      return readSarif(chunks);
    case 'json':
      return readJsonValues(chunks, report.thresholds);
    case 'v2':
      return readV2Findings(chunks);
  }
}
