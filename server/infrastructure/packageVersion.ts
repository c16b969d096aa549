import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** Version of the package, from its package.json: two folders up in the sources and in the bundle alike. */
export function packageVersion(): string {
  const file = path.resolve(import.meta.dirname, '../../package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
