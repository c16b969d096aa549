import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { npmInstall } from './npmInstall.ts';

/** A VS Code server that the npm package code-server carries, ready to run on the Node that runs this. */
export interface Installation {
  /** Folder with VS Code's `out`, `extensions` and `node_modules`. */
  readonly folder: string;
  /** Script that starts the server. */
  readonly entry: string;
}

const here = import.meta.dirname;
/** Extensions of 88 MB that nothing here uses. */
const unusedExtensions = ['copilot', 'mermaid-markdown-features'];
/** Native packages that VS Code cannot do without, and our plain ones in their place. */
const replacements = ['spdlog', 'native-watchdog'];
/** The lock file beside VS Code disagrees with its own package.json, so ours, without what we never start, takes its place. */
const pinned = [
  'carrier/package.json',
  'carrier/package-lock.json',
  'modules/package.json',
  'modules/package-lock.json',
];

/**
 * VS Code in `cacheFolder`, installed there once for each set of pinned versions.
 * @throws {InstallError} with the cause in a sentence; nothing half-installed stays behind
 */
export async function installVsCode(
  cacheFolder: string,
  report: (sentence: string) => void,
  signal?: AbortSignal,
): Promise<Installation> {
  const folder = path.join(cacheFolder, `vscode-server-${await fingerprint()}`);
  if (!existsSync(folder)) {
    report(`Installing VS Code in ${folder} (once; about 300 MB) …`);
    await mkdir(cacheFolder, { recursive: true });
    await installOnce(folder, signal);
  }
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  return { folder: vscode, entry: path.join(vscode, 'out/server-main.js') };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const files = [...pinned, ...replacements.map((name) => `replacements/${name}.cjs`)];
  for (const name of files) hash.update(await readFile(path.join(here, name)));
  return hash.digest('hex').slice(0, 12);
}

/** Installs beside the final place and renames, so that an interrupted installation is never mistaken for a whole one. */
async function installOnce(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    await copyPinned('carrier', partial);
    await npmInstall(partial, signal);
    const vscode = path.join(partial, 'node_modules/code-server/lib/vscode');
    await rm(path.join(vscode, 'npm-shrinkwrap.json'), { force: true });
    await copyPinned('modules', vscode);
    await npmInstall(vscode, signal);
    await replaceNativeModules(path.join(vscode, 'node_modules/@vscode'));
    for (const name of unusedExtensions)
      await rm(path.join(vscode, 'extensions', name), { recursive: true, force: true });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function replaceNativeModules(scope: string): Promise<void> {
  for (const name of replacements)
    await copyFile(path.join(here, `replacements/${name}.cjs`), path.join(scope, name, 'index.js'));
}

async function copyPinned(from: 'carrier' | 'modules', to: string): Promise<void> {
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(path.join(here, from, name), path.join(to, name));
}
