import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const server = path.resolve(import.meta.dirname, '../../../server/language/standardStreams.ts');

/** Serves as an editor's child does, then says what it may do with its memory. */
const program = `
  const { serveStandardStreams } = await import(${JSON.stringify(server)});
  void serveStandardStreams();
  console.error(typeof globalThis.gc);
`;

test('A server at standard input and output, which an editor starts as it likes, can give memory back too', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const exit = once(child, 'exit');
  child.stdin.end();
  expect(await text(child.stderr)).toContain('function');
  await exit;
});
