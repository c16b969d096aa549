import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileStamp } from '../../../server/workspace/files/fileStamp.ts';
import { ScanCache } from '../../../server/workspace/scan/scanCache.ts';
import type { ScanJob, ScannedFile, ScanResult } from '../../../server/workspace/scan/scannedFile.ts';
import { settingsWith } from '../../analysis/settings.ts';
import { scanJobs, temporaryFolder } from './scanJobs.ts';

const result: ScannedFile = { lines: 7, findings: [], imports: [], failures: [] };

interface Ground {
  readonly folder: string;
  readonly job: ScanJob;
  open(version?: string, key?: string): ScanCache;
  found(cache: ScanCache, job?: ScanJob): ScanResult | undefined;
}

function ground(): Ground {
  const folder = temporaryFolder();
  const [job] = scanJobs({ 'a.py': 'x = 1\n' });
  if (!job) throw new Error('no job');
  return {
    folder,
    job,
    open: (version = '1', key = 'key') => new ScanCache(folder, key, version),
    found(cache, wanted = job) {
      return cache.find(wanted)?.result;
    },
  };
}

/** Adds the result as if the file had been written long before. */
function keep({ job, open }: Ground, kept = result): void {
  const cache = open();
  cache.add(job, { result: kept, stamp: fileStamp(job.file) }, Date.now() + 60_000);
  cache.save();
}

describe('ScanCache', () => {
  it('gives again what it was given for a file that has not changed', () => {
    const here = ground();
    keep(here);
    expect(here.found(here.open())).toEqual(result);
  });

  it('forgets a file whose content, language or settings change', () => {
    const here = ground();
    keep(here);
    const cache = here.open();
    expect(here.found(cache, { ...here.job, languageId: 'typescript' })).toBeUndefined();
    expect(here.found(cache, { ...here.job, settings: settingsWith({ file: 6 }) })).toBeUndefined();
    const heavier = { ...here.job.settings, heavyModules: new Set(['other']) };
    expect(here.found(cache, { ...here.job, settings: heavier })).toBeUndefined();
    writeFileSync(here.job.file, 'y = 2\n');
    utimesSync(here.job.file, 1, 1);
    expect(here.found(cache)).toBeUndefined();
  });

  it('does not trust a stamp that the next write could repeat', () => {
    const here = ground();
    const cache = here.open();
    cache.add(here.job, { result, stamp: fileStamp(here.job.file) }, Date.now());
    cache.save();
    expect(here.found(here.open())).toBeUndefined();
  });

  it('keeps nothing of a file that could not be read or that a rule failed on', () => {
    const here = ground();
    keep(here, { ...result, failures: ['rule x failed'] });
    expect(here.found(here.open())).toBeUndefined();
  });

  it('knows nothing of another version or another key', () => {
    const here = ground();
    keep(here);
    expect(here.found(here.open('2'))).toBeUndefined();
    expect(here.found(here.open('1', 'other'))).toBeUndefined();
  });
});

/** Cut off, added to, and with another byte in sixty places. */
function damagedForms(whole: Buffer): Buffer[] {
  const changed = Array.from({ length: 60 }, (_, step) => {
    const copy = Buffer.from(whole);
    const place = Math.floor(((whole.length - 1) * step) / 59);
    copy[place] = (copy[place] ?? 0) ^ 1;
    return copy;
  });
  return [
    Buffer.of(),
    Buffer.from('['),
    Buffer.alloc(9),
    whole.subarray(0, -1),
    Buffer.concat([whole, Buffer.from(' ')]),
    ...changed,
  ];
}

describe('a cache on disk', () => {
  it('is empty when any byte of it is lost or changed', () => {
    const here = ground();
    keep(here);
    const file = path.join(here.folder, readdirSync(here.folder)[0] ?? '');
    const whole = readFileSync(file);
    for (const damaged of damagedForms(whole)) {
      writeFileSync(file, damaged);
      expect(here.found(here.open())).toBeUndefined();
    }
    writeFileSync(file, whole);
    expect(here.found(here.open())).toEqual(result);
  });

  it('keeps no settings that no file has any more', () => {
    const here = ground();
    const sizes = [6, 7, 8, 9].map((file) => {
      keep({ ...here, job: { ...here.job, settings: settingsWith({ file }) } });
      return readFileSync(path.join(here.folder, readdirSync(here.folder)[0] ?? ''), 'utf8').length;
    });
    expect(sizes.at(-1)).toBeLessThanOrEqual((sizes[0] ?? 0) + 4);
    const last = { ...here.job, settings: settingsWith({ file: 9 }) };
    expect(here.found(here.open(), last)).toEqual(result);
    expect(here.found(here.open())).toBeUndefined();
  });

  it('drops files that a run did not ask for', () => {
    const here = ground();
    keep(here);
    here.open().save();
    expect(here.found(here.open())).toBeUndefined();
  });

  it('is not kept where it cannot be written, and leaves nothing behind', () => {
    const here = ground();
    const blocked = path.join(here.folder, 'blocked');
    writeFileSync(blocked, '');
    const cache = new ScanCache(blocked, 'key', '1');
    cache.add(here.job, { result, stamp: fileStamp(here.job.file) }, Date.now() + 60_000);
    cache.save();
    expect(readdirSync(here.folder)).toEqual(['blocked']);
  });

  it('removes caches that nobody has used for a month', () => {
    const here = ground();
    const old = path.join(here.folder, 'old.json');
    writeFileSync(old, '');
    utimesSync(old, 1, 1);
    keep(here);
    expect(readdirSync(here.folder)).not.toContain('old.json');
  });
});
