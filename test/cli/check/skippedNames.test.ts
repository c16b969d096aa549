import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { swarm } from '../recordedIo.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-skipped-'));
  await writeFile(path.join(folder, 'a\u001b[2J\u202e.py'), 'import numpy\0\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it.each(['check', 'fix'])('What swarm %s skips is named without what a terminal obeys', async (command) => {
  const { stderr } = await swarm(folder, [command]);
  expect(stderr.split('\n')).toContain('a [2J\ufffd.py: skipped: a binary file: it has NUL bytes');
  for (const obeyed of ['\u001b', '\u202e']) expect(stderr).not.toContain(obeyed);
});
