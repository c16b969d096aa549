import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**', 'test/ui/**', 'test/bench/**'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Many tests wait for processes, not for a processor.
    maxWorkers: Math.max(3, availableParallelism()),
  },
});
