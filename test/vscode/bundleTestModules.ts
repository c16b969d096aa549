import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Bundles modules for the extension host into an emptied folder, each as `<name>.cjs`: CommonJS, because the test module
 * of an extension host is loaded by `require`.
 */
export async function bundleTestModules(
  entryPoints: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    logLevel: 'error',
    sourcemap: 'inline',
  });
}
