import path from 'node:path';

/** Moves with every change of what service and router say to each other: they may be of different versions. */
export const controlVersion = 3;

/** Where a router is controlled, and the process behind it. */
export interface RouterFile {
  readonly control: number;
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly token: string;
  readonly pid: number;
  readonly startTime: string;
}

/** The router's file in the state folder, which only its user can read. */
export function routerFileName(stateFolder: string): string {
  return path.join(stateFolder, 'router.json');
}

/** What a file's content says; undefined where it is no router's. */
export function parseRouterFile(content: string): RouterFile | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return isRouterFile(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const shape = { control: 'number', address: 'string', token: 'string', pid: 'number', startTime: 'string' };

function isRouterFile(value: unknown): value is RouterFile {
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Record<string, unknown>;
  return Object.entries(shape).every(([name, type]) => typeof members[name] === type);
}
