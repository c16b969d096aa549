import { homedir } from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder in which this user's programs keep what they can make again, by the custom of the platform. */
export function userCacheFolder(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): string {
  const local = environment['LOCALAPPDATA'];
  if (platform === 'win32' && local && path.isAbsolute(local)) return path.join(local, 'swarm', 'Cache');
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'swarm');
  const base = environment['XDG_CACHE_HOME'];
  // A relative path there is to be ignored, says the XDG Base Directory Specification.
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache'), 'swarm');
}
