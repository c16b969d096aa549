import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Installs packages of npm into a folder of their own, kept between runs; gives its `node_modules`.
 * @param name of the folder among the temporary ones; another list of packages needs another name
 * @param packages with their versions, so that figures can be compared
 */
export function installedPackages(name: string, packages: readonly string[]): string {
  const folder = path.join(tmpdir(), name);
  const complete = path.join(folder, 'complete');
  const modules = path.join(folder, 'node_modules');
  if (existsSync(complete)) return modules;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
  execFileSync('npm', ['install', ...options, ...packages], { cwd: folder, stdio: 'inherit' });
  writeFileSync(complete, '');
  return modules;
}
