// Runs the suites in real extension hosts and writes what they found to the file that the first argument names.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runExtensionHostTests } from './runExtensionHostTests.ts';

const [reportFile = '.cache/test-results/vscode.json'] = process.argv.slice(2);

const { tests, exitCode, output } = await runExtensionHostTests();
console.log(output);
await mkdir(path.dirname(reportFile), { recursive: true });
await writeFile(reportFile, JSON.stringify(tests));
process.exitCode = exitCode;
