import type { CheckOf } from '../../../protocol/healthChecks.ts';
import { askOverHttp, type HttpAnswer } from './httpExchange.ts';
import { jsonProblem } from './jsonExpectation.ts';
import { evidenceBytes, keptBody, keptHeaders, type ProbeResult } from './probeResult.ts';

type HttpCheck = CheckOf<'http'>;

const lookedAtBytes = 64 * 1024;
const mostRedirects = 5;
const redirecting = new Set([301, 302, 303, 307, 308]);

/** Asks over HTTP as a Kubernetes probe does: redirects are followed on the same host only. Rejects where there is no answer. */
export async function probeHttp(check: HttpCheck, port: number, signal: AbortSignal): Promise<ProbeResult> {
  const started = performance.now();
  const first = new URL(`${check.tls ? 'https' : 'http'}://127.0.0.1:${port}${check.path}`);
  const answer = await askFollowing(check, first, signal);
  const why = complaint(check, answer, performance.now() - started);
  const { status, headers, body } = answer;
  if (why === undefined) return { why, status };
  return { why, status, headers: keptHeaders(headers), body: keptBody(body) };
}

async function askFollowing(check: HttpCheck, first: URL, signal: AbortSignal): Promise<HttpAnswer> {
  let url = first;
  for (let redirects = 0; ; redirects++) {
    const { method, headers } = check;
    const answer = await askOverHttp({
      url,
      method,
      headers: { 'user-agent': 'swarm-health-check', ...headers },
      bodyBytes: (status) => bytesOf(check, status),
      signal,
    });
    const next = nextOf(check, url, answer);
    if (next === undefined || redirects === mostRedirects) return answer;
    url = next;
  }
}

/** A good answer whose body says nothing is not read: it may be endless. */
function bytesOf(check: HttpCheck, status: number): number {
  if (check.method === 'HEAD') return 0;
  if (!isExpected(check, status)) return evidenceBytes;
  return check.contains === undefined && check.json === undefined ? 0 : lookedAtBytes;
}

function nextOf(check: HttpCheck, url: URL, { status, headers }: HttpAnswer): URL | undefined {
  if (!redirecting.has(status) || isExpected(check, status) || headers.location === undefined)
    return undefined;
  const next = URL.canParse(headers.location, url.href) ? new URL(headers.location, url) : undefined;
  return next?.origin === url.origin ? next : undefined;
}

function isExpected({ status: expected }: HttpCheck, status: number): boolean {
  return expected ? expected.includes(status) : status >= 200 && status < 300;
}

function complaint(check: HttpCheck, answer: HttpAnswer, milliseconds: number): string | undefined {
  const { method, path, contains, json, maximumMilliseconds: limit } = check;
  const asked = `${method} ${path}`;
  if (!isExpected(check, answer.status)) return `answered ${answer.status} to ${asked}${elsewhere(answer)}`;
  const text = answer.body.toString('utf8');
  if (contains !== undefined && !text.includes(contains))
    return `answered ${answer.status} to ${asked}, but without ${JSON.stringify(contains)} in it`;
  const wrong = json && jsonProblem(text, json);
  if (wrong !== undefined) return `answered ${answer.status} to ${asked}, but ${wrong}`;
  if (limit !== undefined && milliseconds > limit)
    return `answered ${answer.status} to ${asked} in ${Math.ceil(milliseconds)} ms, more than the ${limit} ms it has`;
  return undefined;
}

function elsewhere({ status, headers: { location } }: HttpAnswer): string {
  return redirecting.has(status) && location !== undefined
    ? `, which points to ${JSON.stringify(location.slice(0, 200))}`
    : '';
}
