import type { Route } from '../trafficRouter.ts';
import { mostInstances, type Place, placeNames, socketServer } from './serverPlaces.ts';
import { weightOf } from './serverWeights.ts';

/** The proxy section of the one route that a HAProxy serves. */
export const proxyName = 'route';
/** The table of times until the first byte: its keys are server, slash, bucket. */
export const latencyTable = 'latencies';
/** The table of requests that got no answer from the server that was to answer them, by server. */
export const failureTable = 'failures';
/** The program that ends a HAProxy whose folder has gone: see `folderWatch`. */
export const watchName = 'folder.lua';
/** The runtime socket, in the folder that HAProxy runs in. */
export const socketName = 'control.sock';

const plainText = 'content-type "text/plain; charset=utf-8"';
const retryLater = `${plainText} hdr Retry-After 1`;
const slot = 'Slot %[var(txn.server),map(places.map),field(1,|)] of';

/**
 * The configuration of a route's HAProxy. It names no path: HAProxy runs in the folder that holds its files.
 * @throws {Error} a name that could mean something else to HAProxy
 */
export function haproxyConfiguration(route: Route, places: ReadonlyMap<string, Place>): string {
  const servers = placeNames.flatMap((name) => {
    const place = places.get(name);
    const weight = place === undefined ? 0 : weightOf(route, place.slot);
    return [serverLine(name, place, weight), serverLine(socketServer(name), place, 0)];
  });
  return `${staticConfiguration(route)}\n${servers.join('\n')}\n`;
}

function serverLine(name: string, place: Place | undefined, weight: number): string {
  // Port 9 is discard; nobody asks a server that is disabled.
  return `  server ${name} 127.0.0.1:${place?.port ?? 9} weight ${weight}${place === undefined ? ' disabled' : ''}`;
}

/**
 * The part that cannot change while HAProxy runs.
 * @throws {Error} a name that could mean something else to HAProxy
 */
export function staticConfiguration(route: Route): string {
  refuseStrangeNames(route);
  return [globalSection(route), defaults(route.id), tables, frontend(route), steps(route), choice].join('\n');
}

/** Whatever comes from settings goes into a file with a syntax of its own, so only plain names do. */
function refuseStrangeNames({ id, port, upstreams, previewHeader }: Route): void {
  const ports = [port, ...upstreams.map((upstream) => upstream.port)];
  const isPlain =
    /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(id) &&
    upstreams.every((upstream) => /^[a-z0-9][a-z0-9-]*$/.test(upstream.slot)) &&
    (previewHeader === null || /^[a-z0-9][a-z0-9-]*$/.test(previewHeader)) &&
    ports.every((one) => Number.isInteger(one) && one > 0 && one < 65_536);
  if (!isPlain)
    throw new Error(`The route ${JSON.stringify(id)} has a name, header or port that HAProxy cannot take.`);
}

/** Ports are not shared: two programs on one would each get a part of the requests. */
function globalSection({ drainSeconds }: Route): string {
  return `global
  noreuseport
  fd-hard-limit 20000
  hard-stop-after ${Math.max(1, Math.round(drainSeconds * 1000))}ms
  stats socket unix@${socketName} mode 600 level admin expose-fd listeners
  stats timeout 1m
  tune.bufsize 32768
.if feature(LUA)
  lua-load ${watchName}
.endif`;
}

/** The time for an answer is set per request; HAProxy has no other one that would not end silent streams. */
function defaults(id: string): string {
  return `defaults
  mode http
  timeout connect 5s
  timeout client 20d
  timeout server 20d
  timeout tunnel 20d
  timeout http-request 60s
  timeout http-keep-alive 75s
  retries 2
  option redispatch 1
  retry-on conn-failure empty-response
  option idle-close-on-response
  option abortonclose
  http-error status 502 ${plainText} lf-string "${slot} ${id} ended the connection without an answer, or answered something that is no HTTP.\\n"
  http-error status 503 ${plainText} hdr Retry-After 1 lf-string "${slot} ${id} does not take connections, or ${id} was switched to another slot meanwhile.\\n"
  http-error status 504 ${plainText} lf-string "${slot} ${id} did not answer within %[var(txn.seconds)] s.\\n"`;
}

const tables = `backend tickets
  stick-table type integer size 1 store gpc(4)
backend ${failureTable}
  stick-table type string len 8 size 1k store gpc(2)
backend ${latencyTable}
  stick-table type string len 16 size 100k store gpc0`;

function frontend({ port, previewHeader }: Route): string {
  const named = previewHeader === null ? 'always_false' : `req.fhdr(${previewHeader}) -m found`;
  return `listen ${proxyName}
  bind 127.0.0.1:${port} proto h1
  balance roundrobin
  http-reuse safe
  default-server pool-purge-delay 1s
  http-request return status 400 ${plainText} string "This is no proxy for other hosts: ask with the path alone.\\n" unless { url_beg / } or { url -m str * }
  acl websocket req.hdr(upgrade) -m str -i websocket
  acl named ${named}`;
}

/** Counters of the one entry of the table of tickets: of the requests that share a canary, and of those that take turns. */
const counters = { canary: 0, live: 1, part: 2, named: 3 } as const;

/** Chooses the slot. The canary's turn comes in even steps: its share of any hundred requests is exact. */
function steps({ previewHeader }: Route): string {
  const named =
    previewHeader === null
      ? ''
      : `  http-request set-var(txn.list) req.fhdr(${previewHeader}),map(slots.map,-) if named
  http-request return status 503 ${retryLater} lf-string "%[str(unknown),map(texts.map)]\\n" if named { var(txn.list) -m str -- - }
`;
  return `  http-request set-var(txn.plan) str(plan),map(route.map)
  http-request set-var(txn.list) var(txn.plan),field(1,|)
  http-request set-var(txn.percent) var(txn.plan),field(3,|)
  http-request set-var(txn.seconds) var(txn.plan),field(4,|)
  http-request track-sc0 int(1) table tickets
  acl canary var(txn.percent) -m int gt 0
  http-request set-var(txn.turn) ${nextOf('canary')},mod(100),mul(txn.percent),mod(100),add(txn.percent) if canary !named
  acl part var(txn.turn) -m int ge 100
  http-request set-var(txn.list) var(txn.plan),field(2,|) if part
${named}  http-request return status 503 ${retryLater} lf-string "%[str(live),map(texts.map)]\\n" if { var(txn.list) -m str -- - }
${instances}
  http-request set-var(txn.server) var(txn.server),concat(w) if websocket`;
}

/** Number of the request among those that are counted there. */
function nextOf(counter: keyof typeof counters): string {
  return `sc_inc_gpc(${counters[counter]},0)`;
}

/** Chooses the instance of the slot: each in turn. The first one's place in the list follows that of the count. */
const instances = [
  '  http-request set-var(txn.server) var(txn.list),field(2,:)',
  '  http-request set-var(txn.count) var(txn.list),field(1,:)',
  '  acl several var(txn.count) -m int gt 1',
  `  http-request set-var(txn.place) ${nextOf('live')},mod(txn.count) if several !part !named`,
  `  http-request set-var(txn.place) ${nextOf('part')},mod(txn.count) if several part`,
  `  http-request set-var(txn.place) ${nextOf('named')},mod(txn.count) if several named`,
  ...Array.from(
    { length: mostInstances - 1 },
    (_, index) =>
      `  http-request set-var(txn.server) var(txn.list),field(${index + 3},:) if { var(txn.place) -m int ${index + 1} }`,
  ),
].join('\n');

const choice = `  http-request set-timeout server var(txn.plan),field(5,|) unless { req.hdr(accept) -m sub text/event-stream }
  http-request disable-l7-retry unless { method GET HEAD OPTIONS TRACE }
  http-request del-header upgrade unless websocket
  http-request del-header proxy-authorization
  http-request del-header keep-alive
  http-response del-header keep-alive
  option forwardfor
  http-request add-header Forwarded "for=%[src];host=%[req.hdr(host),json(utf8s),regsub(^,\\\\x22),regsub(\\$,\\\\x22)];proto=http"
  http-request set-header X-Forwarded-Host %[req.hdr(host)] unless { req.hdr(x-forwarded-host) -m found }
  http-request set-header X-Forwarded-Proto http unless { req.hdr(x-forwarded-proto) -m found }
  http-request set-var(txn.begun) date(0,us) unless websocket or { req.hdr(transfer-encoding) -m found }
  http-request unset-var(txn.begun) if { req.body_size gt 0 }
  acl timed var(txn.begun) -m found
  http-response set-var(txn.took) date(0,us),sub(txn.begun),map_int(buckets.map,0) if timed
  http-response set-var(txn.bucket) srv_name,concat(/,txn.took) if timed
  http-response track-sc2 var(txn.bucket) table ${latencyTable} if timed
  http-response sc-inc-gpc0(2) if timed
  http-request track-sc1 var(txn.server) table ${failureTable}
  http-response set-var(txn.answering) srv_name
  acl planned var(txn.answering),strcmp(txn.server) eq 0
  http-response set-var(txn.slot) var(txn.server),map(places.map),field(1,|) unless planned
  acl sameslot var(txn.answering),map(places.map),field(1,|),strcmp(txn.slot) eq 0
  http-response sc-inc-gpc0(1) unless planned or sameslot
  http-response sc-inc-gpc(1,1) if !planned sameslot
  http-after-response set-var(txn.failed) sc1_inc_gpc0 unless { var(txn.answering) -m found }
  acl draining var(txn.server),map(drain.map) -m found
  acl previewed str(-),map(slots.map) -m found
  force-persist if named
  force-persist if { var(txn.plan),field(6,|) -m str 0 }
  use-server %[var(txn.server)] if TRUE`;
