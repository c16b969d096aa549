// Compiles the scanners, which are written in AssemblyScript, to the program that is bundled.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../server/analysis');
// Run, not imported: its types would change those of every script.
const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js');
const optimizer = createRequire(compiler).resolve('binaryen/bin/wasm-opt');
/** A scan may take a gigabyte: a text of 256 MB, and what is remembered of its brackets. */
const mostMemory = ['--maximumMemory', '16384'];
/** Enough for most texts: to grow takes new views of all of it. What is not used takes no room. */
const firstMemory = ['--initialMemory', '96'];
const compilerOptions = [
  '-O3',
  '--runtime',
  'stub',
  '--noAssert',
  '--enable',
  'simd',
  ...firstMemory,
  ...mostMemory,
];
/**
 * V8 calls what it could inline, and the compiler inlines little of what is called in one place alone. Without limit all of
 * a scan would be one function, which V8 takes long to compile.
 */
const optimizerOptions = [
  '--enable-simd',
  '--enable-bulk-memory',
  '--enable-sign-ext',
  '--inlining-optimizing',
  '--one-caller-inline-max-function-size=600',
];

export const scannerProgramPath = path.join(folder, 'scan/scannerProgram.ts');

/**
 * The text of the file that holds the program.
 * @throws {Error} the sources do not compile
 */
export async function scannerProgram(): Promise<string> {
  const output = await mkdtemp(path.join(tmpdir(), 'swarm-scanner-'));
  try {
    const file = path.join(output, 'scanner.wasm');
    const sources = path.join(folder, 'scanner');
    execFileSync(process.execPath, [compiler, 'index.ts', '-o', file, ...compilerOptions], { cwd: sources });
    execFileSync(process.execPath, [optimizer, file, '-o', file, ...optimizerOptions]);
    const program = (await readFile(file)).toString('base64');
    return `/** What \`scanner/\` compiles to, written by \`npm run scanner\`: WebAssembly in base64. */
export const scannerProgram =
  '${program}';
`;
  } finally {
    await rm(output, { recursive: true });
  }
}

if (import.meta.main) await writeFile(scannerProgramPath, await scannerProgram());
