import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileStamp } from '../../../server/workspace/files/fileStamp.ts';
import { InputLog } from '../../../server/workspace/inputs/inputLog.ts';
import { inputStamp } from '../../../server/workspace/inputs/inputStamp.ts';
import { temporaryFolder } from '../scan/scanJobs.ts';

/** As if everything had been written long before. */
const later = () => new InputLog(Date.now() + 60_000);

describe('what a run asks of the file system', () => {
  it('is noted with stamps: what was read or listed, and what was only asked for', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a.txt');
    const missing = path.join(folder, 'missing');
    writeFileSync(file, 'text');
    const log = later();
    expect(log.read(file)).toBe('text');
    expect(log.read(missing)).toBeUndefined();
    expect(log.isThere(folder)).toBe(true);
    expect(log.list(folder).map(({ name }) => name)).toEqual(['a.txt']);
    log.add(file, fileStamp(file));
    expect(log.inputs).toEqual({
      read: new Map([
        [folder, fileStamp(folder)],
        [file, fileStamp(file)],
      ]),
      asked: new Map([
        [file, fileStamp(file)],
        [missing, inputStamp(missing)],
        [folder, inputStamp(folder)],
      ]),
    });
  });

  it('is not known where something was written a moment ago: it may change once more without a trace', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a.txt'), 'text');
    const log = new InputLog();
    log.read(path.join(folder, 'a.txt'));
    expect(log.inputs).toBeUndefined();
  });

  it('is not known where there was nothing to stamp, or the caller gives up', () => {
    const folder = temporaryFolder();
    const [gone, looped, given] = [later(), later(), later()];
    gone.add(path.join(folder, 'gone.py'), undefined);
    symlinkSync('loop', path.join(folder, 'loop'));
    looped.note(path.join(folder, 'loop'));
    given.giveUp();
    expect([gone.inputs, looped.inputs, given.inputs]).toEqual([undefined, undefined, undefined]);
  });

  it('tells a folder from a file and from nothing, whatever is in the folder', () => {
    const folder = temporaryFolder();
    const before = inputStamp(folder);
    mkdirSync(path.join(folder, 'inner'));
    expect(inputStamp(folder)).toEqual(before);
    writeFileSync(path.join(folder, 'file'), '');
    const others = ['file', 'nothing'].map((name) => inputStamp(path.join(folder, name)));
    expect(others).not.toContainEqual(before);
    expect(others[0]).not.toEqual(others[1]);
  });
});
