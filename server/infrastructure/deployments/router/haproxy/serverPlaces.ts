import type { Upstream } from '../trafficRouter.ts';

/**
 * HAProxy pools connections only for the servers of its configuration, so these are there from the start, and an instance of
 * a slot that comes gets one of them: enough for the most instances of a slot ({@link mostInstances}) in the live one, the one
 * before and the next, and for fifty slots with one each, as some are still being drained.
 */
const placeCount = 96;

/** Instances of one slot that get requests in turn. */
export const mostInstances = 20;

/** Who has a server, and what had gone through it before. */
export interface Place {
  readonly slot: string;
  readonly port: number;
  /** Milliseconds of the epoch. */
  readonly since: number;
  /** What its counters showed then, in the order of {@link countedColumns}. */
  readonly before: readonly number[];
}

/** Columns of `show stat` that only grow. */
export const countedColumns = [
  'stot',
  'srv_abrt',
  'hrsp_1xx',
  'hrsp_2xx',
  'hrsp_3xx',
  'hrsp_4xx',
  'hrsp_5xx',
  'bin',
  'bout',
] as const;
export type CountedColumn = (typeof countedColumns)[number];

/** Names of the servers that get requests. */
export const placeNames: readonly string[] = Array.from(
  { length: placeCount },
  (_, index) => `p${index + 1}`,
);

/** Name of the server that gets the WebSockets of the same slot: so they are counted apart. */
export function socketServer(name: string): string {
  return `${name}w`;
}

/** A place as the value of a map. */
export function placeText({ slot, port, since, before }: Place): string {
  return [slot, port, since, before.join(',')].join('|');
}

/** Places by the names of their servers, from what the map holds. */
export function parsePlaces(entries: ReadonlyMap<string, string>): Map<string, Place> {
  return new Map(
    [...entries].map(([name, value]) => {
      const [slot = '', port, since, before = ''] = value.split('|');
      return [
        name,
        { slot, port: Number(port), since: Number(since), before: before.split(',').map(Number) },
      ];
    }),
  );
}

/** The server that an instance of a slot has; undefined where it has none. */
export function placeOf(
  places: ReadonlyMap<string, Place>,
  upstream: Upstream | undefined,
): string | undefined {
  return placeNames.find((name) => {
    const place = places.get(name);
    return place !== undefined && place.slot === upstream?.slot && place.port === upstream.port;
  });
}

/** Servers for the instances of slots of a HAProxy that is about to start. */
export function firstPlaces(upstreams: readonly Upstream[], since: number): Map<string, Place> {
  const before = countedColumns.map(() => 0);
  return new Map(
    placeNames.slice(0, upstreams.length).flatMap((name, index) => {
      const { slot = '', port = 0 } = upstreams[index] ?? {};
      const place = { slot, port, since, before };
      return [[name, place] as const, [socketServer(name), place] as const];
    }),
  );
}
