import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const elsewhere = ['test/vscode/**', 'test/ui/**', 'test/bench/**'];

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // As our merge queue does: what fails once and then passes is flaky. The run tells it by name and goes on.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // Tests start the service some hundred times: half of that was reading the same modules again.
    env: { NODE_COMPILE_CACHE: path.resolve(import.meta.dirname, '.cache/compiled') },
    // Most tests wait for processes, not for a processor.
    maxWorkers: Math.max(4, availableParallelism()),
    projects: [
      {
        extends: true,
        // Each file has an editor of its own making in the place of VS Code.
        test: { name: 'client', include: ['test/client/**/*.test.ts'] },
      },
      {
        extends: true,
        // Files share their modules: to load them for each anew took a third of the time.
        test: {
          name: 'server',
          include: ['test/**/*.test.ts'],
          exclude: ['test/client/**', ...elsewhere],
          isolate: false,
          // A process that starts git is copied first, page by page: with less room for young objects it is half as large.
          execArgv: ['--max-semi-space-size=2'],
          globalSetup: 'test/infrastructure/bundled/bundlePrograms.ts',
        },
      },
    ],
  },
});
