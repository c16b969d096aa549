/** Milliseconds to wait for a page that may not answer. */
const patience = 3_000;

/**
 * Which header of a page forbids to show it inside another one; undefined where none does, or nobody answers.
 * @param address of a program of this machine
 */
export async function framingObstacle(address: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(address, { redirect: 'manual', signal });
    await response.body?.cancel();
    return forbiddingHeader(response.headers);
  } catch {
    return undefined;
  }
}

function forbiddingHeader(headers: Headers): string | undefined {
  const policy = headers.get('content-security-policy') ?? '';
  const ancestors = /(?:^|[;,])\s*frame-ancestors\s+([^;,]*)/i.exec(policy)?.[1];
  // Where both are there, browsers obey this one alone.
  if (ancestors !== undefined)
    return /(^|\s)\*(\s|$)/.test(ancestors) ? undefined : 'content-security-policy: frame-ancestors';
  const options = headers.get('x-frame-options');
  return options !== null && /deny|sameorigin/i.test(options) ? `x-frame-options: ${options}` : undefined;
}
