import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Pinned, so that figures can be compared. */
const peers = ['eslint@9.39.1', '@typescript-eslint/parser@8.46.3', 'typescript@5.9.3', 'oxc-parser@0.99.0'];

/**
 * Loads packages that trials compare us with, from a folder of their own that is kept between runs.
 * @param name of the folder
 * @param packages with their versions
 */
export function peerPackages(name = 'swarm-trial-peers', packages = peers): NodeJS.Require {
  const folder = path.join(tmpdir(), name);
  const complete = path.join(folder, 'complete');
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(complete)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(manifest, '{ "private": true }\n');
    const options = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
    execFileSync('npm', ['install', ...options, ...packages], { cwd: folder, stdio: 'inherit' });
    writeFileSync(complete, '');
  }
  return createRequire(manifest);
}
