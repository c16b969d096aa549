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
  if (process.platform !== 'win32') return new ProcessGroup(program, args, { stdio: 'inherit' });
  return new ProcessGroup(windowsCommand(program, args), [], { stdio: 'inherit', shell: true });
}

/** A `.cmd` needs a shell, which divides its line at blanks that are not quoted; no path of Windows holds a quote. */
export function windowsCommand(program: string, args: readonly string[]): string {
  return [program, ...args].map((word) => `"${word}"`).join(' ');
}

function hasDisplay(environment: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}
