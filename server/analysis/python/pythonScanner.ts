import { foundScan } from '../scan/foundScan.ts';
import type { Scan } from '../scan/scan.ts';
import type { SourceText } from '../text/sourceText.ts';

/** Blanks may stand around the dots of a name. */
const naming = { separator: '.', nameOf: (written: string) => written.replace(/[ \t]/g, '') } as const;

/** Definitions and imports of a Python text, broken or not. */
export function scanPython(source: SourceText): Scan {
  return foundScan(source, naming, (scanner) => scanner.scanPython());
}
