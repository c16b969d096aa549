/** What of a request's connection the slot is told. */
export interface ClientSide {
  /** Address of whoever is connected. */
  readonly address: string;
  /** The Host header as it came. */
  readonly host: string;
}

/** Names and values in turn, as Node gives them: order, case and repetitions are kept. */
type RawHeaders = readonly string[];

/** Fields that are about one connection (RFC 9110, 7.6.1), and two that this end of it has dealt with itself. */
const ofOneConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Fields of a request that the router writes itself. */
const ownFields: ReadonlySet<string> = new Set(['expect', 'forwarded', 'x-forwarded-for']);
const none: ReadonlySet<string> = new Set();

/** The headers a slot gets: those of the client, and who it is. The host stays as the client wrote it. */
export function requestHeaders(raw: RawHeaders, client: ClientSide): string[] {
  const kept = endToEnd(raw, ownFields);
  const chain = [...valuesOf(raw, 'x-forwarded-for'), client.address].join(', ');
  const element = `for=${forwardedNode(client.address)};host=${quoted(client.host)};proto=http`;
  kept.push('X-Forwarded-For', chain, 'Forwarded', [...valuesOf(raw, 'forwarded'), element].join(', '));
  // Whoever stands before the router knows better under which name and protocol it was called.
  if (valuesOf(raw, 'x-forwarded-host').length === 0) kept.push('X-Forwarded-Host', client.host);
  if (valuesOf(raw, 'x-forwarded-proto').length === 0) kept.push('X-Forwarded-Proto', 'http');
  return kept;
}

/** The headers a client gets. */
export function responseHeaders(raw: RawHeaders): string[] {
  return endToEnd(raw, none);
}

/** Values of a field, in order. */
function valuesOf(raw: RawHeaders, name: string): string[] {
  const found: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const field = raw[index] ?? '';
    // Every request comes by here, and few fields have the same length.
    if (field.length === name.length && field.toLowerCase() === name) found.push(raw[index + 1] ?? '');
  }
  return found;
}

function endToEnd(raw: RawHeaders, others: ReadonlySet<string>): string[] {
  const named = namedByConnection(raw);
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const field = raw[index] ?? '';
    const key = field.toLowerCase();
    if (!ofOneConnection.has(key) && !others.has(key) && !named.has(key))
      kept.push(field, raw[index + 1] ?? '');
  }
  return kept;
}

/** Fields that this message says are about its connection alone. */
function namedByConnection(raw: RawHeaders): ReadonlySet<string> {
  const values = valuesOf(raw, 'connection');
  if (values.length === 0) return none;
  const named = new Set(values.flatMap((value) => value.toLowerCase().split(/[\s,]+/)));
  // What frames and addresses the message is never about one connection, whatever a client calls it.
  for (const name of ['content-length', 'host']) named.delete(name);
  return named;
}

function forwardedNode(address: string): string {
  return address.includes(':') ? `"[${address}]"` : address;
}

function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
