import type { LineTable } from '../text/lineTable.ts';

/** `describe('title', `, also `describe.skip(`, `suite.each(table)(`, with options and with `async`, right before its function. */
const opening =
  /(?:^|[^\w$.])(?:describe|suite|context)(?:\.\w+(?:\([^()]*\))?)*\s*\(\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`]*`|[\w$.]+)\s*,\s*(?:\{[^{}]*\}\s*,\s*)?(?:async\s+)?(?:function\s*)?$/;
/** Characters that a title and what stands around it may take. */
const reach = 300;

/** Whether a function is a group of tests: a list of them, which nobody reads from top to bottom as one function. */
export function isTestGroup(lines: LineTable, line: number, column: number): boolean {
  const start = lines.start(line) + column - 1;
  return opening.test(lines.source.slice(Math.max(0, start - reach), start));
}
