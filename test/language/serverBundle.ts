import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** Bundles a language server as it ships, into a folder outside of what ships; gives the path of the program. */
export async function bundleServer(entry: string, folder: string): Promise<string> {
  const outfile = path.join(
    folder,
    `${path.basename(path.dirname(entry))}-${path.basename(entry, '.ts')}.mjs`,
  );
  await Promise.all([
    bundle(entry, outfile),
    bundle('server/language/workspaceIndex/indexThread.ts', path.join(folder, 'indexThread.js')),
  ]);
  return outfile;
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // Its CommonJS form requires its own files in a way no bundler can follow.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
}
