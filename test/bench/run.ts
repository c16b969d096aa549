// Runs every benchmark, each in a process of its own, and shows its table.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';

const benches = [
  'check',
  'checkJavaScript',
  'checkManyFiles',
  'importGraph',
  'workspaceIndex',
  'api',
  'writers',
  'languageServer',
  'activation',
  'forecast',
  'mergeQueue',
  'router',
  'deployments',
  'branches',
  'agentsTree',
  'points',
  'leases',
  'agents',
  'statusFiles',
];

const present = readdirSync(import.meta.dirname);
const chosen = process.argv.length > 2 ? process.argv.slice(2) : benches;
for (const name of chosen) {
  console.log(`\n# ${name}`);
  const file = `${name}.ts`;
  if (!present.includes(file)) {
    console.log(`There is no benchmark ${name}; there are ${benches.join(', ')}.`);
    process.exitCode = 1;
    continue;
  }
  const script = path.join(import.meta.dirname, file);
  const { exitCode } = await execa(process.execPath, [script], { stdio: 'inherit', reject: false });
  if (exitCode !== 0) process.exitCode = 1;
}
