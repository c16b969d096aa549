import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { type FileStamp, isFresh, sameStamp } from './fileStamp.ts';
import type { ScanJob, ScannedFile, ScanResult } from './scannedFile.ts';

interface Entry {
  readonly stamp: FileStamp;
  readonly languageId: string;
  /** Fingerprint of the settings. */
  readonly settings: string;
  readonly result: ScannedFile;
}

/** What nobody has asked for in so long is removed. */
const keptDays = 30;

/**
 * What scanning gave for files that have not changed since. A cache that is damaged, of another version or not there
 * is an empty one; one that cannot be written is not kept.
 */
export class ScanCache {
  readonly #file: string;
  readonly #version: string;
  readonly #known: ReadonlyMap<string, Entry>;
  readonly #present = new Map<string, Entry>();
  readonly #fingerprints = new Map<AnalysisSettings, string>();
  #changed = false;

  /**
   * @param folder where caches are kept
   * @param key what is scanned: caches of different keys know nothing of each other
   * @param version of the program: another one may find something else
   */
  constructor(folder: string, key: string, version: string) {
    this.#file = path.join(folder, `${hash('sha1', key)}.json`);
    this.#version = version;
    this.#known = readEntries(this.#file, version);
  }

  find({ file, languageId, settings }: ScanJob, stamp: FileStamp): ScannedFile | undefined {
    const entry = this.#known.get(file);
    if (!entry || entry.languageId !== languageId || !sameStamp(entry.stamp, stamp)) return undefined;
    if (entry.settings !== this.#fingerprint(settings)) return undefined;
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
    this.#present.set(file, { stamp, languageId, settings: this.#fingerprint(settings), result });
  }

  /** Keeps what was found or added; an interrupted write leaves the cache as it was. */
  save(): void {
    if (!this.#changed && this.#present.size === this.#known.size) return;
    const body = JSON.stringify([...this.#present]);
    const temporary = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileSync(temporary, `${seal(body, this.#version)}\n${body}`, { mode: 0o600 });
      renameSync(temporary, this.#file);
      removeOld(path.dirname(this.#file));
    } catch {
      removeIfPossible(temporary);
    }
  }

  #fingerprint(settings: AnalysisSettings): string {
    const known = this.#fingerprints.get(settings);
    if (known !== undefined) return known;
    const listed = (_: string, value: unknown) => (value instanceof Set ? [...value] : value);
    const made = hash('sha1', JSON.stringify(settings, listed), 'base64url');
    this.#fingerprints.set(settings, made);
    return made;
  }
}

function seal(body: string, version: string): string {
  return hash('sha1', `${version}\n${body}`, 'base64url');
}

function readEntries(file: string, version: string): ReadonlyMap<string, Entry> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return new Map();
  }
  const lineEnd = text.indexOf('\n');
  const body = text.slice(lineEnd + 1);
  // What carries our seal is what we wrote, whole.
  if (text.slice(0, lineEnd) !== seal(body, version)) return new Map();
  return new Map<string, Entry>(JSON.parse(body));
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
