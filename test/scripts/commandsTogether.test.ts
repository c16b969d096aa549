import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { commandsTogether } from '../../scripts/commandsTogether.ts';

describe('the commands of the extension', () => {
  it('are loaded as one file, of which every command finds its own part', async () => {
    const { outputFiles } = await build({
      entryPoints: ['client/commands/commandTable.ts'],
      outdir: '/nowhere',
      write: false,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      external: ['vscode'],
      plugins: [commandsTogether],
    });
    const table = outputFiles.find(({ path }) => path.endsWith('commandTable.js'))?.text ?? '';
    const together = outputFiles.filter(({ path }) => path.includes('all-commands'));
    expect(together).toHaveLength(1);
    const wanted = new Set(
      [...table.matchAll(/\.then\(\(all\) => all\.(c-?\d+)\)/g)].map(([, name]) => name),
    );
    expect(wanted.size).toBeGreaterThan(40);
    const exported = /export \{([^}]*)\}/.exec(together[0]?.text ?? '')?.[1] ?? '';
    for (const name of wanted) expect(exported).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
