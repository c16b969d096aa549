import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**', 'test/ui/**', 'test/bench/**'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Tests start the service some hundred times: half of that was reading the same modules again.
    env: { NODE_COMPILE_CACHE: path.resolve(import.meta.dirname, '.cache/compiled') },
    // Many tests wait for processes, not for a processor.
    maxWorkers: Math.max(3, availableParallelism()),
  },
});
