import { stampLength } from '../files/stamps.ts';
import { flatResults, resultsOf, type StampedResult } from './flatResults.ts';

/** What is known of a file. */
export interface CacheEntry extends StampedResult {
  /** Of what it was scanned for: an index into the list of kinds. */
  readonly kind: number;
}

/** What a cache holds. */
export interface CacheContents {
  readonly kinds: readonly string[];
  readonly entries: ReadonlyMap<string, CacheEntry>;
}

/** The first line of a body. What follows are stamps, numbers of lines, kinds, paths and what is told of some. */
interface Sizes {
  readonly kinds: readonly string[];
  readonly files: number;
  readonly pathBytes: number;
}

/** No path holds one. */
const separator = '\0';
const stampBytes = stampLength * Float64Array.BYTES_PER_ELEMENT;

/** The bytes of a cache, in pieces, without the kinds that no file is of. */
export function cacheBody({ kinds, entries }: CacheContents): Uint8Array[] {
  const kept = [...entries.values()];
  const used = [...new Set(kept.map(({ kind }) => kind))];
  const numbers = new Map(used.map((kind, number) => [kind, number]));
  const { stamps, lines, told } = flatResults(kept);
  const paths = Buffer.from([...entries.keys()].join(separator));
  const sizes: Sizes = {
    kinds: used.map((kind) => kinds[kind] ?? ''),
    files: kept.length,
    pathBytes: paths.length,
  };
  return [
    Buffer.from(`${JSON.stringify(sizes)}\n`),
    new Uint8Array(stamps.buffer),
    new Uint8Array(lines.buffer),
    new Uint8Array(Int32Array.from(kept, ({ kind }) => numbers.get(kind) ?? 0).buffer),
    paths,
    Buffer.from(told),
  ];
}

/** What the bytes of a cache hold. */
export function cacheContents(body: Buffer): CacheContents {
  const lineEnd = body.indexOf('\n');
  const { kinds, files, pathBytes }: Sizes = JSON.parse(body.toString('utf8', 0, lineEnd));
  const lengths = [stampBytes * files, 4 * files, 4 * files, pathBytes];
  let end = lineEnd + 1;
  const [stamps, lines, kindOf, paths] = lengths.map((length) => {
    end += length;
    return body.subarray(end - length, end);
  });
  const results = resultsOf({
    stamps: new Float64Array(copied(stamps)),
    lines: new Int32Array(copied(lines)),
    told: body.toString('utf8', end),
  });
  const kindNumbers = new Int32Array(copied(kindOf));
  const names = paths?.toString().split(separator) ?? [];
  const entries = results.map((result, place): [string, CacheEntry] => [
    names[place] ?? '',
    { ...result, kind: kindNumbers[place] ?? 0 },
  ]);
  return { kinds, entries: new Map(entries) };
}

/** Numbers must stand where the processor wants them. */
function copied(bytes: Uint8Array | undefined): ArrayBuffer {
  return new Uint8Array(bytes ?? []).buffer;
}
