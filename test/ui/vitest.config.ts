import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest file by far, begun last, would have the machine for itself in the end. */
class StartFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isStart = ({ moduleId }: TestSpecification) => moduleId.endsWith('/start.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isStart), ...sorted.filter((file) => !isStart(file))];
  }
}

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    dir: 'test/ui',
    include: ['**/*.test.ts'],
    // Each file has an editor and a browser of its own; the tests of a file go on where the one before ended.
    maxWorkers: 2,
    sequence: { sequencer: StartFirst },
    bail: 0,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
