import { foundScan } from '../scan/foundScan.ts';
import type { Scan } from '../scan/scan.ts';
import type { SourceText } from '../text/sourceText.ts';

const naming = { separator: '/', nameOf: (written: string) => written } as const;

/** Definitions and imports of a JavaScript or TypeScript text, broken or not. */
export function scanJavaScript(source: SourceText, languageId: string): Scan {
  const isTypescript = languageId.startsWith('typescript');
  const hasElements = languageId !== 'typescript';
  return foundScan(source, naming, (scanner) => scanner.scanJavaScript(isTypescript, hasElements));
}
