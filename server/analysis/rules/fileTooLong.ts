import type { Rule } from '../rule.ts';
import { lengthSeverity } from '../severity.ts';

/** Finds a file with more physical lines than the limit; the finding lies on the first line beyond it. */
export const fileTooLong: Rule = {
  id: 'file-too-long',
  title: 'File too long',
  check({ lines, languageId }, { limits, severity, fileLengthLanguages }) {
    const limit = limits.file;
    const actual = lines.count;
    if (limit === 0 || actual <= limit || !fileLengthLanguages.has(languageId)) return [];
    return [
      {
        rule: 'file-too-long',
        severity: lengthSeverity(actual, limit, severity),
        message: `File has ${actual} lines; the limit is ${limit}.`,
        range: lines.range(lines.start(limit + 1), lines.end(limit + 1)),
        data: { actual, limit },
      },
    ];
  },
};
