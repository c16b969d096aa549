import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    dir: 'test/ui',
    include: ['**/*.test.ts'],
    // Each file has an editor and a browser of its own; the tests of a file go on where the one before ended.
    maxWorkers: 2,
    bail: 0,
    // `npm start` builds, packs and starts an editor: 15 s of processor time, beside all else that runs.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A second, as vitest has it, is nothing to an editor on a busy machine.
    expect: { poll: { timeout: 45_000 } },
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
});
