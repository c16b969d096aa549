// Divides every file over the limit of a repository, as far as that is offered, and runs the repository's own tests before
// and after, in a copy. Prints what is divided and what is not, with the reason; ends with code 1 where a result differs.
//   node test/trials/splitPackage.ts <repository> <limit> <folder> <program> [arguments…]
//     node test/trials/splitPackage.ts ~/boltons 300 boltons python3 -m pytest -rA -q tests
//     node test/trials/splitPackage.ts ~/hono 300 src npx vitest run --reporter=verbose src/utils src/jsx
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { planSplit } from '../../server/analysis/splitModule/planSplit.ts';
import { lineCount } from '../../server/analysis/splitModule/python/splitSource.ts';
import { RepositoryFacts } from '../../server/workspace/imports/repositoryFacts.ts';
import { splitContext } from '../../server/workspace/splitContext.ts';

const [repository = '.', limit = '300', folder = '.', program = 'true', ...args] = process.argv.slice(2);
const languages: readonly (readonly [RegExp, string])[] = [
  [/\.py$/, 'python'],
  [/\.tsx$/, 'typescriptreact'],
  [/\.[cm]?ts$/, 'typescript'],
  [/\.[cm]?jsx?$/, 'javascript'],
];
const tests = /(?:^|\/)(?:tests?\/|test[_.])|[._]test\.|\.d\.ts$|node_modules/;

/** The lines that tell a test's result; what differs from run to run is left out. */
function testResults(root: string): string[] {
  const env = { ...process.env, PYTHONPATH: `${root}:${join(root, 'src')}`, PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => /^(?:PASSED|FAILED|ERROR|SKIPPED|XFAIL)| ✓ | × |(?:ok|FAIL|ERROR)$/.test(line))
    .map((line) => line.replace(/0x[\da-f]+/g, '0x').replace(/\s+\d+ ?ms$/, ''))
    .sort();
}

/** Divides a file; gives what to tell of it. */
async function divide(root: string, path: string): Promise<string | undefined> {
  const text = readFileSync(join(root, path), 'utf8');
  const languageId = languages.find(([ending]) => ending.test(path))?.[1];
  if (languageId === undefined || tests.test(path) || lineCount(text) <= Number(limit)) return undefined;
  const facts = languageId === 'python' ? new RepositoryFacts(root).factsOf(join(root, path)) : undefined;
  const plan = await planSplit(
    { text, path, languageId },
    Number(limit),
    await splitContext(root, path, facts),
  );
  if ('why' in plan) return `${path}: ${plan.why}`;
  const files = [plan.original, ...plan.files];
  for (const each of files) writeFileSync(join(root, each.path), each.text);
  return `${path}: ${files.map(({ lines }) => lines).join(' + ')} lines`;
}

const root = mkdtempSync(join(tmpdir(), 'swarm-split-'));
try {
  cpSync(repository, root, { recursive: true, verbatimSymlinks: true });
  const before = testResults(root);
  const below = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  for (const name of below.sort()) {
    const told = await divide(root, relative(root, join(root, folder, name)));
    if (told !== undefined) console.log(told);
  }
  const after = testResults(root);
  const changed = [
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
  ];
  console.log(`${before.length} results before, ${after.length} after; ${changed.length} lines differ`);
  for (const line of changed.slice(0, 6)) console.log(line);
  process.exitCode = changed.length === 0 && before.length > 1 ? 0 : 1;
} finally {
  rmSync(root, { recursive: true });
}
