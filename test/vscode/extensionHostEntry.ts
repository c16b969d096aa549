// Loaded by the extension host as its test module. Runs the suites beside it and leaves a report, because a crashed
// extension host reports success.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestReport } from './testReport.ts';

const testTimeoutMilliseconds = 60_000;

/** @throws {Error} when a test failed */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: testTimeoutMilliseconds,
    color: false,
    reporter: 'spec',
    retries: process.env['CI'] === undefined ? 0 : 1,
  });
  const folder = path.join(__dirname, 'suites');
  for (const name of readdirSync(folder)) if (name.endsWith('.cjs')) mocha.addFile(path.join(folder, name));
  const tests: TestReport[] = [];
  const triedAgain = new Map<string, string>();
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('retry', (test, error) => triedAgain.set(test.fullTitle(), stackOf(error)));
    runner.on('pass', (test) => {
      const flaky = triedAgain.get(test.fullTitle());
      tests.push({ title: test.fullTitle(), ...(flaky === undefined ? {} : { flaky }) });
    });
    runner.on('fail', (test, error) => tests.push({ title: test.fullTitle(), error: stackOf(error) }));
  });
  const file = process.env['SWARM_TEST_REPORT'];
  if (file) writeFileSync(file, JSON.stringify(tests));
  if (failures > 0) throw new Error(`${failures} of ${tests.length} tests failed`);
}

function stackOf({ stack, message }: Error): string {
  return stack ?? message;
}
