import { plain } from '../table.ts';

/** What is said of a file that was named or found but not read: a line. */
export function skippedLine({ path, why }: { readonly path: string; readonly why: string }): string {
  return `${plain(`${path}: skipped: ${why}`)}\n`;
}
