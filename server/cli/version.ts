import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Version of the package, from its package.json: two folders up in the sources and in the bundle alike. */
export function version(): string {
  const file = path.resolve(import.meta.dirname, '../../package.json');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new Error(`${file} has no version`);
}
