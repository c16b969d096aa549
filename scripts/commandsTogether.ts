import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const tables = /[/\\]client[/\\]commands[/\\].*[cC]ommandTable\.ts$/;
const lazyImport = /\bimport\('(\.{1,2}\/[^']+\.ts)'\)/g;
const together = 'all-commands';

/**
 * Loads the code of all commands of the extension when the first of them is run. A file for each, and one for what any
 * two of them share, would be more than a hundred small ones, which an archive hardly makes smaller.
 */
export const commandsTogether: Plugin = {
  name: 'commands-together',
  setup: ({ onStart, onResolve, onLoad }) => {
    /** Sources of commands; their places name them in the bundle. */
    const sources: string[] = [];
    onStart(async () => {
      sources.length = 0;
      for await (const table of glob('client/commands/**/*ommandTable.ts', { cwd: root }))
        for (const [, name = ''] of readFileSync(path.join(root, table), 'utf8').matchAll(lazyImport))
          sources.push(path.resolve(root, path.dirname(table), name));
    });
    onLoad({ filter: tables }, ({ path: file }) => {
      const asMember = (_: string, name: string) =>
        `import('${together}').then((all) => all.c${sources.indexOf(path.resolve(path.dirname(file), name))})`;
      return { contents: readFileSync(file, 'utf8').replace(lazyImport, asMember), loader: 'ts' };
    });
    onResolve({ filter: /^all-commands$/ }, () => ({ path: together, namespace: together }));
    onLoad({ filter: /./, namespace: together }, () => ({
      contents: sources.map((file, at) => `export * as c${at} from ${JSON.stringify(file)};`).join('\n'),
      resolveDir: root,
    }));
  },
};
