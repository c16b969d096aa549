import { Limit } from '../limits/limit.ts';
import type { Rule } from '../rule.ts';

/** Finds a file with more lines than the limit; the finding lies on the first line beyond it. */
export const fileTooLong: Rule = {
  id: 'file-too-long',
  title: 'File too long',
  peak: 'fileLines',
  check(module, settings) {
    const limit = new Limit('file-too-long', settings);
    const { lineCount, languageId } = module;
    if (!limit.concerns(lineCount) || !settings.fileLengthLanguages.has(languageId)) return [];
    const counted = module.counted(settings.counting);
    if (!limit.concerns(counted.total)) return [];
    const { lines } = module;
    const line = counted.lineOf(Math.min(limit.value + 1, counted.total));
    return [limit.finding(counted.total, { text: 'File' }, lines.range(lines.start(line), lines.end(line)))];
  },
};
