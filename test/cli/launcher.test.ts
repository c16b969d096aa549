import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from './recordedIo.ts';

const launcher = path.resolve(import.meta.dirname, '../../server/cli/swarm.cjs');

function launch(folder: string, nodeVersion: string, ...words: readonly string[]) {
  copyFileSync(launcher, path.join(folder, 'swarm.cjs'));
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${nodeVersion}' });`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, 'swarm.cjs', ...words];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

describe('the launcher', () => {
  it.each(['10.24.1', '20.20.2', '22.14.0'])('says which Node it needs on %s', (nodeVersion) => {
    const { status, stdout, stderr } = launch(folderWith({}), nodeVersion);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: `swarm needs Node 22.15 or newer; this is Node ${nodeVersion}.\n`,
    });
  });

  it.each(['22.15.0', '24.0.0'])('starts the program beside it on %s', (nodeVersion) => {
    const folder = folderWith({ 'cli.js': 'process.exitCode = 7;', 'package.json': '{"type":"module"}' });
    expect(launch(folder, nodeVersion)).toMatchObject({ status: 7, stderr: '' });
  });

  it('starts no program for a check whose output is known', () => {
    const folder = folderWith({
      'cli.js': 'process.exitCode = 7;',
      'recall.cjs': 'exports.recallCheck = (folder) => require("fs").existsSync(folder + "/known");',
      'package.json': '{"type":"module"}',
    });
    expect(launch(folder, '24.0.0', 'check')).toMatchObject({ status: 7 });
    writeFileSync(path.join(folder, 'known'), '');
    expect(launch(folder, '24.0.0', 'check')).toMatchObject({ status: 0 });
    expect(launch(folder, '24.0.0', 'fix')).toMatchObject({ status: 7 });
  });
});
