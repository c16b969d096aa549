import { type LatencyCounts, rangeOf } from '../latencyCounts.ts';
import type { AnswerCounts, UpstreamTraffic } from '../trafficRouter.ts';
import { servingPlaces } from './routeMaps.ts';
import type { RuntimeState } from './runtimeState.ts';
import { type CountedColumn, countedColumns, type Place, placeNames, socketServer } from './serverPlaces.ts';
import type { ServerStatistics } from './serverStatistics.ts';

/** Stands for a server that HAProxy says nothing of. */
const silent: ServerStatistics = { name: '', count: () => 0 };

/**
 * What went through each instance of a slot. One that has gone is told of until nothing goes through it.
 * @param left servers that have just become free
 */
export function trafficOfServers(state: RuntimeState, left: ReadonlySet<string>): UpstreamTraffic[] {
  const serving = servingPlaces(state.maps['slots.map']);
  return placeNames.flatMap((name) => {
    const place = state.places.get(name);
    if (!place || left.has(name)) return [];
    const { slot, port, since } = place;
    return [{ slot, port, since, serves: serving.has(name), ...trafficOf(name, place, state) }];
  });
}

/** What went through an instance's servers for requests and for WebSockets. */
function trafficOf(
  name: string,
  place: Place,
  { servers, places, failures, passedOn, latencies }: RuntimeState,
): Omit<UpstreamTraffic, 'slot' | 'port' | 'since' | 'serves'> {
  const both = [name, socketServer(name)] as const;
  const [requests, sockets] = [servers.get(both[0]) ?? silent, servers.get(both[1]) ?? silent];
  const since = (column: CountedColumn) =>
    countSince(requests, place, column) + countSince(sockets, places.get(both[1]), column);
  const tracked = (table: ReadonlyMap<string, number>) =>
    both.reduce((sum, one) => sum + (table.get(one) ?? 0), 0);
  return {
    ...outcomes(since, tracked(failures)),
    requests: since('stot') - tracked(passedOn),
    firstByte: latenciesOf(name, latencies),
    waiting: null,
    active: requests.count('scur'),
    sockets: sockets.count('scur'),
    connections: connectionsOf(requests) + connectionsOf(sockets),
    receivedBytes: since('bout'),
    sentBytes: since('bin'),
  };
}

function connectionsOf(server: ServerStatistics): number {
  return server.count('used_conn_cur') + server.count('idle_conn_cur');
}

/** @param unanswered requests without an answer of this slot; those with half of one HAProxy counts itself */
function outcomes(
  count: (column: CountedColumn) => number,
  unanswered: number,
): Pick<UpstreamTraffic, 'failures' | 'errors' | 'answers'> {
  const failures = unanswered + count('srv_abrt');
  const answers: AnswerCounts = {
    '1xx': count('hrsp_1xx'),
    '2xx': count('hrsp_2xx'),
    '3xx': count('hrsp_3xx'),
    '4xx': count('hrsp_4xx'),
    '5xx': count('hrsp_5xx'),
  };
  return { failures, errors: failures + answers['5xx'], answers };
}

function countSince(server: ServerStatistics, place: Place | undefined, column: CountedColumn): number {
  return server.count(column) - (place?.before[countedColumns.indexOf(column)] ?? 0);
}

/** Times until the first byte of a server. */
function latenciesOf(name: string, table: ReadonlyMap<string, number>): LatencyCounts {
  return countsOf(
    [...table].flatMap(([key, count]) => {
      const [server, bucket] = key.split('/');
      return server === name ? [[Number(bucket), count] as [number, number]] : [];
    }),
  );
}

/** HAProxy counts times but does not add them up: the sum is that of the buckets' middles. */
function countsOf(buckets: [bucket: number, count: number][]): LatencyCounts {
  const milliseconds = buckets.reduce((sum, [bucket, count]) => {
    const { atLeast, below } = rangeOf(bucket);
    return sum + (count * (atLeast + below)) / 2;
  }, 0);
  return { buckets: buckets.sort(([a], [b]) => a - b), milliseconds };
}
