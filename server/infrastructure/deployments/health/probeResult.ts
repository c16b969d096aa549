/** What a program answered to a check. */
export interface ProbeResult {
  /** Why it is not well, completing "the program …"; undefined where it is. */
  readonly why: string | undefined;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Its beginning. */
  readonly body?: string;
}

/** First bytes of an answer that are kept. */
export const evidenceBytes = 512;
const mostHeaders = 30;
const headerLength = 200;
const secretHeader = /^(set-cookie|authorization|proxy-authorization|www-authenticate)$|token|secret/i;

/** Headers as they are kept: few, short, and no secret. */
export function keptHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const kept = Object.entries(headers).slice(0, mostHeaders);
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      secretHeader.test(name) ? '(not kept)' : String(value).slice(0, headerLength),
    ]),
  );
}

/** The beginning of a body as it is kept: printable. */
export function keptBody(body: Buffer): string {
  const text = body.subarray(0, evidenceBytes).toString('utf8');
  return text.replace(/[^\P{Cc}\n\t]/gu, '\u{fffd}');
}
