/** What a report says. */
export interface ReportContent {
  /** Its figures by name; what it does not say is not there. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** What is behind the figures, the worst first: a line each. */
  readonly details: readonly string[];
}

/** What a report counts. */
export interface CountedContent extends ReportContent {
  readonly figures: Readonly<Record<string, number>>;
}

/** A report that cannot be used. The message completes "the report …". */
export class UnusableReport extends Error {
  override readonly name = 'UnusableReport';
}

const maximumDetails = 200;
const maximumCharacters = 300;

/** Lines for people from what a report says: one line each, bounded in number and length. */
export class Details {
  readonly lines: string[] = [];

  add(text: string): void {
    if (this.lines.length >= maximumDetails) return;
    const line = text
      .slice(0, maximumCharacters * 2)
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    this.lines.push(line.length > maximumCharacters ? `${line.slice(0, maximumCharacters)}…` : line);
  }
}

/** A whole number as reports write counts; undefined where it is none. */
export function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
