// Divides every file over the limit of real packages of Python's standard library, as far as that is offered, and runs
// the library's own tests of each package before and after. They come with Debian's libpython3-testsuite.
//   node test/trials/splitModule.ts [python3] [limit]
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { planPythonSplit } from '../../server/analysis/splitModule/python/planPythonSplit.ts';

const [python = 'python3', limit = '300'] = process.argv.slice(2);

/**
 * What is divided, and the tests that belong to it. `wave` is not among them: its test of `__all__` asks the classes for
 * their `__module__`, which tells where they stand now.
 */
const packages: readonly (readonly [string, readonly string[]])[] = [
  ['email', ['test.test_email']],
  ['wsgiref', ['test.test_wsgiref']],
  [
    'xml',
    [
      'test.test_xml_etree',
      'test.test_sax',
      'test.test_pulldom',
      'test.test_minidom',
      'test.test_xml_dom_xmlbuilder',
    ],
  ],
  ['xmlrpc', ['test.test_xmlrpc', 'test.test_docxmlrpc']],
  [
    'concurrent',
    ['test.test_concurrent_futures.test_thread_pool', 'test.test_concurrent_futures.test_future'],
  ],
  ['selectors.py', ['test.test_selectors']],
  ['shlex.py', ['test.test_shlex']],
  ['string.py', ['test.test_string']],
];

/** Results of the tests with modules from a folder before those of the library: a line for each test. */
function testResults(folder: string, tests: readonly string[]): string[] {
  const { stderr } = spawnSync(python, ['-m', 'unittest', '-v', ...tests], {
    cwd: folder,
    env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 300_000,
  });
  return stderr
    .replace(/pid=\d+/g, 'pid')
    .split('\n')
    .filter((line) => / \.\.\. |^(?:FAILED|OK)|Error:/.test(line))
    .sort();
}

/** Names of a module that its tests replace: a workspace knows them, here they are searched for. */
function replacedNames(tests: string, module: string): Set<string> {
  const last = module.split('.').at(-1) ?? module;
  const replaced = new RegExp(
    String.raw`(?:patch(?:\.object)?\(|swap_attr\(|setattr\()\s*['"]?(?:\w+\.)*${last}['"]?[.,]\s*['"]?(\w+)|\b${last}\.(\w+)\s*=[^=]`,
    'g',
  );
  return new Set([...tests.matchAll(replaced)].map((match) => match[1] ?? match[2] ?? ''));
}

function pythonFilesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.py')).map((name) => join(path, name));
}

/** Divides the files that can be; gives their number and that of the new files. */
function divide(folder: string, name: string, tests: string): [number, number] {
  let [divided, made] = [0, 0];
  for (const file of pythonFilesOf(join(folder, name))) {
    const path = relative(folder, file);
    const module = path.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
    const context = {
      exists: (other: string) => existsSync(join(folder, other)),
      patched: replacedNames(tests, module),
    };
    const plan = planPythonSplit(readFileSync(file, 'utf8'), path, Number(limit), context);
    if ('why' in plan) continue;
    for (const each of [plan.original, ...plan.files]) writeFileSync(join(folder, each.path), each.text);
    divided++;
    made += plan.files.length;
  }
  return [divided, made];
}

function testTexts(library: string, tests: readonly string[]): string {
  const paths = tests.map((name) => join(library, name.replaceAll('.', '/')));
  const files = paths.flatMap((path) => (existsSync(path) ? pythonFilesOf(path) : [`${path}.py`]));
  return files
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** Whether the tests of a package give the same results when it has been divided. */
function isSame(library: string, name: string, tests: readonly string[]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'swarm-split-'));
  try {
    cpSync(join(library, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.includes('__pycache__'),
    });
    const before = testResults(folder, tests);
    const [divided, made] = divide(folder, name, testTexts(library, tests));
    const after = testResults(folder, tests);
    const changed = after
      .filter((line) => !before.includes(line))
      .concat(before.filter((line) => !after.includes(line)));
    const verdict = changed.length === 0 ? 'same results' : `${changed.length} lines differ`;
    console.log(`${name}: ${divided} files divided, ${made} made; ${before.length} results; ${verdict}`);
    for (const line of changed.slice(0, 6)) console.log(`  ${line}`);
    return changed.length === 0 && before.length > 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const library = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["stdlib"])'])
  .toString()
  .trim();
const chosen = packages.filter(([name]) => existsSync(join(library, name)));
const results = chosen.map(([name, tests]) => isSame(library, name, tests));
console.log(`${results.filter(Boolean).length} of ${results.length} give the same results before and after`);
process.exitCode = results.every(Boolean) ? 0 : 1;
