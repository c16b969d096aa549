import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { scannerProgram, scannerProgramPath } from '../../scripts/scannerProgram.ts';

it('scannerProgram.ts is what the scanner compiles to (run `npm run scanner` after a change)', async () => {
  const compiled = await scannerProgram();
  // Compared as a whole: the difference would fill the screen.
  expect((await readFile(scannerProgramPath, 'utf8')) === compiled).toBe(true);
}, 120_000);
