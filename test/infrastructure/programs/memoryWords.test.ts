import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryWords } from '../../../server/infrastructure/programs/memoryWords.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-memory-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function words(ending: string, output: string, memoryMegabytes?: number): Promise<string> {
  const log = path.join(folder, 'log');
  await writeFile(log, output);
  return memoryWords(memoryMegabytes === undefined ? {} : { memoryMegabytes }, ending, log);
}

const limit = 'it may use 64 MB (limits.memoryMegabytes)';
const heap = `FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n${'frame\n'.repeat(2000)}`;

describe('what is said of memory where a program ends badly', () => {
  it.each([
    ['was ended by SIGABRT', heap, `, out of memory: ${limit}`],
    ['exited with code 134', heap, `, out of memory: ${limit}`],
    ['exited with code 1', 'Traceback:\nMemoryError\n', `, perhaps out of memory: ${limit}`],
    ['exited with code 139', '', `, perhaps out of memory: ${limit}`],
    ['exited with code 1', '2 tests failed\n', ''],
    ['took longer than 3 s', '', ''],
  ])('%s', async (ending, output, said) => {
    expect(await words(ending, output, 64)).toBe(said);
    expect(await words(ending, output)).toBe('');
  });
});
