// Bundles everything that ships into dist/. Entries share chunks, so that one copy of zod serves all of them.
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { configurationJsonSchema } from './configurationJsonSchema.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

/** CommonJS dependencies inside an ES module bundle still call `require` for Node's own modules. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  splitting: true,
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  // Its CommonJS build looks its own parts up at run time, where a bundle has none.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  banner: { js: requireBanner },
} as const;

/** Programs and threads. */
const serverEntries = {
  language: 'server/language/main.ts',
  service: 'server/infrastructure/main.ts',
  cli: 'server/cli/main.ts',
  indexThread: 'server/language/workspaceIndex/indexThread.ts',
  scanThread: 'server/workspace/scan/scanThread.ts',
};

export async function buildAll(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([
    build({
      ...shared,
      entryPoints: serverEntries,
      outdir: 'dist/server',
      target: 'node22',
    }),
    build({
      ...shared,
      entryPoints: { extension: 'client/extension.ts' },
      outdir: 'dist/client',
      target: 'node22',
      external: ['vscode'],
    }),
  ]);
  await mkdir(path.join(dist, 'server'), { recursive: true });
  await copyFile(path.join(root, 'server/cli/swarm.cjs'), path.join(dist, 'server/swarm.cjs'));
  await chmod(path.join(dist, 'server/swarm.cjs'), 0o755);
  await writeFile(
    path.join(dist, 'swarm.schema.json'),
    `${JSON.stringify(configurationJsonSchema(), null, 1)}\n`,
  );
}

if (import.meta.main) await buildAll();
