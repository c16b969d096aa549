import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { buildAll } from './build.ts';
import { readVsixFiles, unexpectedFiles } from './vsixContent.ts';

const root = path.resolve(import.meta.dirname, '..');
const maximumBytes = 1_500_000;

/** Where the packaged extension is written. */
export const vsixFile = path.join(root, 'swarm.vsix');

/** The package is not what may be shipped; the message says why. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

export interface ExtensionPackage {
  readonly files: readonly string[];
  readonly bytes: number;
}

/**
 * Packs what was built into the one extension that serves every platform.
 * @throws {PackageError} too large, or with a file that does not belong to it
 */
export async function packExtension(): Promise<ExtensionPackage> {
  // Somebody may just install the one that is there.
  const fresh = path.join(root, `swarm-${process.pid}.vsix`);
  try {
    const packed = await pack(fresh);
    await rename(fresh, vsixFile);
    return packed;
  } finally {
    await rm(fresh, { force: true });
  }
}

async function pack(file: string): Promise<ExtensionPackage> {
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', file];
  const result = await execa(process.execPath, args, {
    cwd: root,
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  if (result.failed) throw new PackageError(result.all);
  const files = await readVsixFiles(file);
  const unexpected = unexpectedFiles(files);
  if (unexpected.length > 0)
    throw new PackageError(`Files that do not belong into the package: ${unexpected.join(', ')}`);
  const { size } = await stat(file);
  if (size > maximumBytes)
    throw new PackageError(`The package has ${size} bytes; ${maximumBytes} is the limit.`);
  return { files, bytes: size };
}

if (import.meta.main) {
  try {
    await buildAll();
    const { files, bytes } = await packExtension();
    const name = path.relative(process.cwd(), vsixFile);
    console.log(`${name}: ${files.length} files, ${Math.round(bytes / 1000)} kB`);
  } catch (error) {
    console.error(error instanceof PackageError ? error.message : error);
    process.exitCode = 1;
  }
}
