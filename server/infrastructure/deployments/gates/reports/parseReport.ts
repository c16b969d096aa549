import type { GateReport } from '../../../../protocol/gateReports.ts';
import { readCobertura } from './cobertura.ts';
import { CoverageCount } from './coverageCount.ts';
import { readJsonValues } from './jsonValues.ts';
import { readJUnit } from './junit.ts';
import { readLcov } from './lcov.ts';
import { type CountedContent, Details, type ReportContent, UnusableReport } from './reportContent.ts';
import { readSarif } from './sarif.ts';
import { readV2Findings } from './v2Findings.ts';

/**
 * What a report of a kind says, all its documents together.
 * @throws {UnusableReport} and nothing else, whatever the texts are
 */
export function parseReport(report: GateReport, documents: Iterable<Iterable<string>>): ReportContent {
  switch (report.type) {
    case 'junit':
      return added(documents, readJUnit);
    case 'lcov':
      return covered(documents, readLcov);
    case 'cobertura':
      return covered(documents, readCobertura);
    case 'sarif':
      return added(documents, readSarif);
    case 'json':
      return only(documents, (chunks) => readJsonValues(chunks, report.thresholds));
    case 'v2':
      return only(documents, readV2Findings);
  }
}

type Documents = Iterable<Iterable<string>>;

/** Counts of several documents are added up. */
function added(documents: Documents, read: (chunks: Iterable<string>) => CountedContent): ReportContent {
  const figures: Record<string, number> = {};
  const details = new Details();
  for (const chunks of documents) {
    const content = read(chunks);
    for (const [name, count] of Object.entries(content.figures)) figures[name] = (figures[name] ?? 0) + count;
    for (const line of content.details) details.add(line);
  }
  return { figures, details: details.lines };
}

/** A file that several documents tell of is covered where one of them says so. */
function covered(
  documents: Documents,
  read: (chunks: Iterable<string>, count: CoverageCount) => void,
): ReportContent {
  const count = new CoverageCount();
  for (const chunks of documents) read(chunks, count);
  return count.content();
}

function only(documents: Documents, read: (chunks: Iterable<string>) => ReportContent): ReportContent {
  let content: ReportContent | undefined;
  for (const chunks of documents) {
    if (content) throw new UnusableReport('stands for several files, of which only one can be read');
    content = read(chunks);
  }
  return content ?? { figures: {}, details: [] };
}
