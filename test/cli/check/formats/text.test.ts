import { expect, it } from 'vitest';
import { textReport } from '../../../../server/cli/check/formats/text.ts';
import type { CheckReport } from '../../../../server/protocol/checkReport.ts';

function reportOn(path: string): CheckReport {
  const start = { line: 1, column: 1 };
  const range = { start, end: start };
  const finding = { path, rule: 'file-too-long', severity: 'minor', message: 'Too long.', range, data: {} };
  const counts = { findings: 1, minor: 1, major: 0, critical: 0, hint: 0 };
  const summary = { files: 1, lines: 301, ...counts, skipped: [], milliseconds: 1 };
  return { version: 1, summary, findings: [finding] } as CheckReport;
}

it.each([
  ['ends a line', 'a\nb.py', 'a\\nb.py'],
  ['moves the cursor', 'a\u001b[2J.py', 'a\\u001b[2J.py'],
  ['moves the cursor by one character', 'a\u009b2J.py', 'a\\u009b2J.py'],
  ['turns the direction of reading', 'a\u202eyp.exe', 'a\\u202eyp.exe'],
])('The name of a file that %s is written out', (_, path, written) => {
  for (const coloured of [false, true]) {
    const text = textReport(reportOn(path), coloured);
    expect(text).toContain(`${written}:1:1:`);
    expect(text).not.toContain(path);
  }
});
