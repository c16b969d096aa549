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
const ofOneConnection = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** The headers a slot gets: those of the client, and who it is. The host stays as the client wrote it. */
export function requestHeaders(raw: RawHeaders, client: ClientSide): string[] {
  const ours = ['expect', 'forwarded', 'x-forwarded-for'];
  const kept = endToEnd(raw, ours);
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
  return endToEnd(raw, []);
}

/** Values of a field, in order. */
function valuesOf(raw: RawHeaders, name: string): string[] {
  return pairs(raw).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));
}

function endToEnd(raw: RawHeaders, others: readonly string[]): string[] {
  const named = valuesOf(raw, 'connection').flatMap((value) => value.toLowerCase().split(/[\s,]+/));
  const dropped = new Set([...ofOneConnection, ...named, ...others]);
  // What frames and addresses the message is never about one connection, whatever a client calls it.
  for (const name of ['content-length', 'host']) dropped.delete(name);
  return pairs(raw).flatMap((pair) => (dropped.has(pair[0].toLowerCase()) ? [] : pair));
}

function pairs(raw: RawHeaders): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    found.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return found;
}

function forwardedNode(address: string): string {
  return address.includes(':') ? `"[${address}]"` : address;
}

function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
