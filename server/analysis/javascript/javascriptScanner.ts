import type { LineTable } from '../lineTable.ts';
import type { Scan } from '../scan.ts';

export function scanJavaScript(_lines: LineTable, _languageId: string): Scan {
  return { definitions: [], imports: [], multilineLiterals: [] };
}
