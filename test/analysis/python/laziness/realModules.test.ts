import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { execute } from '../../../trials/lazyImports/executions.ts';
import { moduleFiles } from '../../../trials/lazyImports/moduleFiles.ts';
import { tryLazyImports } from '../../../trials/lazyImports/trial.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const sample = 60;

// All of them: node test/trials/lazyImports.ts
describe.skipIf(!hasPython)("Modules of Python's library with lazy imports (needs python3)", () => {
  it('do what they did, and load nothing that can wait', { timeout: 120_000 }, async () => {
    // The library is the same everywhere; what else is installed may be random.
    const all = moduleFiles('python3').filter(({ path }) => !path.includes('-packages'));
    expect(all.length).toBeGreaterThan(sample);
    const files = Array.from(
      { length: sample },
      (_, index) => all.slice(Math.floor((index * all.length) / sample))[0],
    );
    const result = await tryLazyImports(
      (jobs) => execute('python3', jobs),
      files.filter((file) => file !== undefined),
    );
    expect(result.failures).toEqual([]);
    expect(result.fixed).toBeGreaterThan(sample / 3);
  });
});
