import path from 'node:path';
import { isExecutable } from '../isExecutable.ts';
import { ProcessGroup } from '../processGroup.ts';

const extension = path.resolve(import.meta.dirname, '../..');

/** Path of desktop VS Code's command; undefined where there is none or nothing to show it on. */
export function findDesktopEditor(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (!hasDisplay(environment)) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

/** Opens a folder in a new window with this extension, as built; the process ends when the window closes. */
export function openDesktopEditor(program: string, folder: string): ProcessGroup {
  const args = [`--extensionDevelopmentPath=${extension}`, '--new-window', '--wait', folder];
  return new ProcessGroup(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
}

function hasDisplay(environment: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}
