import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { fileStamp, isFresh, sameStamp } from '../files/fileStamp.ts';
import { type CacheEntry, cacheBody, cacheContents } from './cacheBody.ts';
import type { StampedResult } from './flatResults.ts';
import type { ScanJob } from './scannedFile.ts';
import { keyedFile, readSealed, writeSealed } from './sealedFile.ts';

/** What nobody has asked for in so long is removed. */
const keptDays = 30;

/**
 * What scanning gave for files that have not changed since. A cache that is damaged, of another version or not there
 * is an empty one; one that cannot be written is not kept.
 */
export class ScanCache {
  readonly #file: string;
  /** Version and key. */
  readonly #owner: string;
  readonly #known: ReadonlyMap<string, CacheEntry>;
  readonly #present = new Map<string, CacheEntry>();
  /** Number of what files are scanned for, by the text of it. */
  readonly #kinds: Map<string, number>;
  readonly #kindOf = new Map<AnalysisSettings, Map<string, number>>();
  #changed = false;

  /**
   * @param folder where caches are kept
   * @param key what is scanned: caches of different keys know nothing of each other
   * @param version of the program: another one may find something else
   */
  constructor(folder: string, key: string, version: string) {
    this.#file = keyedFile(folder, key, 'cache');
    this.#owner = JSON.stringify([version, key]);
    const body = readSealed(this.#file, this.#owner);
    const { kinds, entries } = body ? cacheContents(body) : { kinds: [], entries: new Map() };
    this.#known = entries;
    this.#kinds = new Map(kinds.map((kind, index) => [kind, index]));
  }

  /** Whether nothing is known of any file. */
  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  /** What is known of a file that is as it was. */
  find(job: ScanJob): StampedResult | undefined {
    const entry = this.#known.get(job.file);
    if (!entry?.stamp || entry.kind !== this.#kind(job)) return undefined;
    const stamp = fileStamp(job.file);
    if (!stamp || !sameStamp(entry.stamp, stamp)) return undefined;
    this.#present.set(job.file, entry);
    return entry;
  }

  /** @param now milliseconds since 1970, not later than the stamp was taken */
  add(job: ScanJob, given: StampedResult, now: number): void {
    this.#changed = true;
    const { result, stamp } = given;
    if (!stamp || 'why' in result || result.failures.length > 0 || isFresh(stamp, now)) return;
    this.#present.set(job.file, { ...given, kind: this.#kind(job) });
  }

  /** Keeps what was found or added; an interrupted write leaves the cache as it was. */
  save(): void {
    if (!this.#changed && this.#present.size === this.#known.size) return;
    const body = cacheBody({ kinds: [...this.#kinds.keys()], entries: this.#present });
    if (writeSealed(this.#file, this.#owner, body)) removeOld(path.dirname(this.#file));
  }

  #kind({ settings, languageId }: ScanJob): number {
    const ofSettings = this.#kindOf.get(settings) ?? new Map<string, number>();
    this.#kindOf.set(settings, ofSettings);
    const known = ofSettings.get(languageId);
    if (known !== undefined) return known;
    const text = JSON.stringify([languageId, settings], (_, value: unknown) =>
      value instanceof Set ? [...value] : value,
    );
    const kind = this.#kinds.get(text) ?? this.#kinds.size;
    this.#kinds.set(text, kind);
    ofSettings.set(languageId, kind);
    return kind;
  }
}

function removeOld(folder: string): void {
  const oldest = Date.now() - keptDays * 86_400_000;
  try {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
    }
  } catch {
    // Another check may remove the same ones; whoever comes next does the rest.
  }
}
