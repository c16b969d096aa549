import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { replaceFolder } from '../../scripts/replaceFolder.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'swarm-replaced-'));
const folder = path.join(parent, 'dist');
const fresh = path.join(parent, 'fresh');

afterEach(() => rmSync(parent, { recursive: true, force: true }));

function fill(target: string, text: string): void {
  mkdirSync(target, { recursive: true });
  for (let n = 0; n < 50; n++) writeFileSync(path.join(target, `${n}.js`), text);
}

test('A folder takes the place of another one, whose files are all there until its own are', async () => {
  fill(folder, 'old');
  fill(fresh, 'new');
  let isOver = false;
  const replaced = replaceFolder(folder, fresh).finally(() => {
    isOver = true;
  });
  const seen = new Set<string>();
  while (!isOver) {
    for (let n = 0; n < 50; n++) seen.add(readFileSync(path.join(folder, `${n}.js`), 'utf8'));
    await setImmediate();
  }
  await replaced;
  expect([...seen]).toEqual(['new']);
  expect(readdirSync(parent)).toEqual(['dist']);
});

test('A folder takes a place where nothing is', async () => {
  fill(fresh, 'new');
  await replaceFolder(folder, fresh);
  expect(readFileSync(path.join(folder, '0.js'), 'utf8')).toBe('new');
});
