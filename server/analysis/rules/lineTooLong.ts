import type { LimitFinding, Range } from '../finding.ts';
import { Limit } from '../limits/limit.ts';
import type { Rule } from '../rule.ts';
import type { LineTable } from '../text/lineTable.ts';

/** Finds lines with more characters than the limit; the finding lies on what is beyond it. */
export const lineTooLong: Rule = {
  id: 'line-too-long',
  title: 'Line too long',
  check(module, settings) {
    const limit = new Limit('line-too-long', settings);
    const findings: LimitFinding[] = [];
    if (limit.value === 0) return findings;
    const { lines } = module;
    for (let line = 1; line <= lines.count; line++) {
      // Code points are never more than code units.
      const units = lines.end(line) - lines.start(line);
      if (units <= limit.value) continue;
      const content = lines.content(line);
      const actual = codePoints(content);
      if (actual <= limit.value || isUnbreakable(content)) continue;
      findings.push(limit.finding(actual, { text: 'Line' }, rangeBeyond(lines, line, limit.value)));
    }
    return findings;
  },
};

const surrogatePair = /[\ud800-\udbff][\udc00-\udfff]/g;

function codePoints(content: string): number {
  return content.length - (content.match(surrogatePair)?.length ?? 0);
}

const link = /^\s*(?:(?:#|\/\/|--|\/?\*+|<!--)\s*)?(?:[-*]\s+)?<?[a-z][a-z0-9+.-]*:\/\/\S+$/i;

/** Whether a line holds nothing but a link, with the mark of a comment at most: no line break could shorten it. */
function isUnbreakable(content: string): boolean {
  return content.length <= longestLink && link.test(content);
}

/** A line that is longer holds no link that anybody follows. */
const longestLink = 4096;

function rangeBeyond(lines: LineTable, line: number, limit: number): Range {
  const content = lines.content(line);
  let units = 0;
  for (let count = 0; count < limit; count++) units += (content.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return lines.range(lines.start(line) + units, lines.end(line));
}
