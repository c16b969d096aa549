import { failureTable, latencyTable } from './haproxyConfiguration.ts';
import { parseMap } from './runtimeMap.ts';
import { askRuntime } from './runtimeSocket.ts';
import { type Place, parsePlaces } from './serverPlaces.ts';
import { parseStatistics, parseTable, type ServerStatistics } from './serverStatistics.ts';

/** Everything that a running HAProxy knows of its route. */
export interface RuntimeState {
  readonly servers: ReadonlyMap<string, ServerStatistics>;
  readonly places: ReadonlyMap<string, Place>;
  /** By the names of their files. */
  readonly maps: Readonly<Record<MapName, ReadonlyMap<string, string>>>;
  /** Requests without an answer of the server that was to answer them, by that server. */
  readonly failures: ReadonlyMap<string, number>;
  /** Those that it refused and another instance of its slot took. */
  readonly passedOn: ReadonlyMap<string, number>;
  /** How many times fell into which bucket, by server and bucket. */
  readonly latencies: ReadonlyMap<string, number>;
}

const mapNames = ['places.map', 'route.map', 'slots.map', 'texts.map', 'drain.map'] as const;
type MapName = (typeof mapNames)[number];

/**
 * Asks a HAProxy for everything it knows, in one go.
 * @throws {Error} a sentence: it does not answer
 */
export async function readRuntimeState(socket: string): Promise<RuntimeState> {
  const tables = [failureTable, latencyTable].map((name) => `show table ${name}`);
  const shows = ['show stat', ...tables, ...mapNames.map((name) => `show map ${name}`)];
  const [statistics = '', failures = '', latencies = '', ...answers] = await askRuntime(socket, shows);
  const mapOf = (name: MapName) => parseMap(answers[mapNames.indexOf(name)] ?? '');
  const places = mapOf('places.map');
  return {
    servers: new Map(parseStatistics(statistics).map((server) => [server.name, server])),
    places: parsePlaces(places),
    maps: {
      'places.map': places,
      'route.map': mapOf('route.map'),
      'slots.map': mapOf('slots.map'),
      'texts.map': mapOf('texts.map'),
      'drain.map': mapOf('drain.map'),
    },
    failures: parseTable(failures, 'gpc0'),
    passedOn: parseTable(failures, 'gpc1'),
    latencies: parseTable(latencies, 'gpc0'),
  };
}
