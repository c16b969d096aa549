import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
// For guarding against damage it does, and a start takes half as long to load it as it takes for `node:crypto`.
import { crc32 } from 'node:zlib';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { type FileStamp, isFresh, sameStamp } from './fileStamp.ts';
import type { ScanJob, ScannedFile, ScanResult } from './scannedFile.ts';

interface Entry {
  readonly stamp: FileStamp;
  readonly languageId: string;
  /** Index into the list of settings. */
  readonly settings: number;
  readonly result: ScannedFile;
}

/** What a file of the cache holds behind its header. */
interface Kept {
  /** Each as a text, so that it can be compared; an empty one is free. */
  readonly settings: readonly string[];
  readonly files: readonly (readonly [file: string, entry: Entry])[];
}

const nothing: Kept = { settings: [], files: [] };

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
  readonly #known: ReadonlyMap<string, Entry>;
  readonly #present = new Map<string, Entry>();
  readonly #settings: string[];
  readonly #indices = new Map<AnalysisSettings, number>();
  #changed = false;

  /**
   * @param folder where caches are kept
   * @param key what is scanned: caches of different keys know nothing of each other
   * @param version of the program: another one may find something else
   */
  constructor(folder: string, key: string, version: string) {
    this.#file = path.join(folder, `${crc32(key).toString(16)}.json`);
    this.#owner = JSON.stringify([version, key]);
    const { settings, files } = readKept(this.#file, this.#owner);
    this.#known = new Map(files);
    this.#settings = [...settings];
  }

  find({ file, languageId, settings }: ScanJob, stamp: FileStamp): ScannedFile | undefined {
    const entry = this.#known.get(file);
    if (!entry || entry.languageId !== languageId || !sameStamp(entry.stamp, stamp)) return undefined;
    if (entry.settings !== this.#indexOf(settings)) return undefined;
    this.#present.set(file, entry);
    return entry.result;
  }

  /**
   * @param stamp taken before the file was read
   * @param now milliseconds since 1970 when it was taken
   */
  add({ file, languageId, settings }: ScanJob, result: ScanResult, stamp: FileStamp, now: number): void {
    this.#changed = true;
    if ('why' in result || result.failures.length > 0 || isFresh(stamp, now)) return;
    this.#present.set(file, { stamp, languageId, settings: this.#indexOf(settings), result });
  }

  /** Keeps what was found or added; an interrupted write leaves the cache as it was. */
  save(): void {
    if (!this.#changed && this.#present.size === this.#known.size) return;
    const used = new Set(this.#indices.values());
    const settings = this.#settings.map((text, index) => (used.has(index) ? text : ''));
    const kept: Kept = { settings, files: [...this.#present] };
    const body = Buffer.from(JSON.stringify(kept));
    const temporary = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileSync(temporary, `${header(this.#owner, body)}\n`, { mode: 0o600 });
      writeFileSync(temporary, body, { flag: 'a' });
      renameSync(temporary, this.#file);
      removeOld(path.dirname(this.#file));
    } catch {
      removeIfPossible(temporary);
    }
  }

  #indexOf(settings: AnalysisSettings): number {
    const known = this.#indices.get(settings);
    if (known !== undefined) return known;
    const text = JSON.stringify(settings, (_, value: unknown) => (value instanceof Set ? [...value] : value));
    const places = [this.#settings.indexOf(text), this.#settings.indexOf(''), this.#settings.length];
    const index = places.find((place) => place >= 0) ?? 0;
    this.#settings[index] = text;
    this.#indices.set(settings, index);
    return index;
  }
}

function header(owner: string, body: Uint8Array): string {
  return `${owner} ${crc32(body).toString(16)}`;
}

function readKept(file: string, owner: string): Kept {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return nothing;
  }
  const lineEnd = bytes.indexOf('\n');
  const body = bytes.subarray(lineEnd + 1);
  // What carries our header is what we wrote, whole.
  if (bytes.toString('utf8', 0, Math.max(0, lineEnd)) !== header(owner, body)) return nothing;
  return JSON.parse(body.toString());
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What could not be written where it lies is not there.
  }
}

function removeOld(folder: string): void {
  const oldest = Date.now() - keptDays * 86_400_000;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
  }
}
