/**
 * Has this process find programs on the PATH alone. Windows looks for `git` in the folder that it is to run in first, and
 * a repository may have a `git.exe`; Node leaves that out where this variable is there, whatever it holds (libuv 1.48).
 * For programs of our own only: an extension host is shared with others, who may rely on it.
 */
export function searchPathOnly(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): void {
  if (platform === 'win32') environment['NoDefaultCurrentDirectoryInExePath'] = '1';
}
