import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Folder of the package: two up in the sources and in the bundle alike. */
export const packageRoot = path.resolve(import.meta.dirname, '../..');

/** Version of the package, from its package.json. */
export function version(): string {
  const file = path.join(packageRoot, 'package.json');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new Error(`${file} has no version`);
}
