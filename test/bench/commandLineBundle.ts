import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** Bundles the command line into a folder as the package has it; gives the launcher's path. */
export async function bundleCommandLine(folder: string): Promise<string> {
  const outdir = path.join(folder, 'dist/server');
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
    minify: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    entryPoints: { cli: 'server/cli/main.ts' },
    outdir,
    target: 'node22',
  });
  copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  const launcher = path.join(outdir, 'swarm.cjs');
  copyFileSync(path.join(root, 'server/cli/swarm.cjs'), launcher);
  return launcher;
}
