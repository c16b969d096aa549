import { type LatencyCounts, rangeOf } from '../router/latencyCounts.ts';
import type { AnswerCounts, UpstreamTraffic } from '../router/trafficRouter.ts';
import { servingPlaces } from './routeMaps.ts';
import type { RuntimeState } from './runtimeState.ts';
import { type CountedColumn, countedColumns, type Place, placeNames, socketServer } from './serverPlaces.ts';
import type { ServerStatistics } from './serverStatistics.ts';

/**
 * What went through each instance of a slot. One that has gone is told of until nothing goes through it.
 * @param left servers that have just become free
 */
export function trafficOfServers(state: RuntimeState, left: ReadonlySet<string>): UpstreamTraffic[] {
  const { servers, places, failures, passedOn, latencies, maps } = state;
  const serving = servingPlaces(maps['slots.map']);
  return placeNames.flatMap((name) => {
    const place = places.get(name);
    const requests = servers.get(name);
    const sockets = servers.get(socketServer(name));
    if (!place || !requests || !sockets || left.has(name)) return [];
    const since = (column: CountedColumn) =>
      countSince(requests, place, column) + countSince(sockets, places.get(sockets.name), column);
    const connections = (server: ServerStatistics) =>
      server.count('used_conn_cur') + server.count('idle_conn_cur');
    const tracked = (table: ReadonlyMap<string, number>) =>
      (table.get(name) ?? 0) + (table.get(sockets.name) ?? 0);
    const { slot, port } = place;
    return [
      {
        ...{ slot, port, serves: serving.has(name), since: place.since },
        ...outcomes(since, tracked(failures)),
        requests: since('stot') - tracked(passedOn),
        firstByte: latenciesOf(name, latencies),
        waiting: null,
        active: requests.count('scur'),
        sockets: sockets.count('scur'),
        connections: connections(requests) + connections(sockets),
        receivedBytes: since('bout'),
        sentBytes: since('bin'),
      },
    ];
  });
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
