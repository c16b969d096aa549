import type { FileFacts } from './declaredFacts.ts';
import { readJsonFacts } from './jsonFacts.ts';
import { readMarkdownFacts } from './markdownFacts.ts';

/** Everything a file declares, by what kind of file it is. Never throws. */
export function readDeclaredFacts(file: string, text: string): FileFacts {
  return /\.(md|markdown)$/i.test(file) ? readMarkdownFacts(file, text) : readJsonFacts(file, text);
}
