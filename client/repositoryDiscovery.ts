import path from 'node:path';
import { l10n, workspace } from 'vscode';
import type { WindowState } from './contributions.ts';
import type { RepositoryLocation } from './infrastructure/repositoryLocation.ts';

/** A session this window should have. */
export type SessionPlan =
  | {
      readonly kind: 'local';
      readonly id: string;
      readonly name: string;
      readonly location: RepositoryLocation;
    }
  | { readonly kind: 'remote'; readonly id: string; readonly name: string; readonly url: string };

/** The sessions this window should have, or what stands in the way and a sentence about it. */
export type Discovery =
  | { readonly plans: readonly SessionPlan[] }
  | { readonly state: WindowState; readonly problem: string };

/** Looks at folders, trust and settings. Nothing of an untrusted workspace is read. */
export async function discoverRepositories(apiUrl: string): Promise<Discovery> {
  if (!workspace.isTrusted) {
    return {
      state: 'untrusted',
      problem: l10n.t('Swarm starts nothing in Restricted Mode. Trust this workspace to see its swarm.'),
    };
  }
  if (apiUrl !== '') return { plans: [remotePlan(apiUrl)] };
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) return { state: 'noFolder', problem: l10n.t('Open a folder first.') };
  const local = folders.filter((folder) => folder.uri.scheme === 'file').map((folder) => folder.uri.fsPath);
  if (local.length === 0)
    return { state: 'unsupported', problem: l10n.t('Swarm needs a folder on a real file system.') };
  return locateAll(local);
}

function remotePlan(url: string): SessionPlan {
  return { kind: 'remote', id: url, name: URL.canParse(url) ? new URL(url).host : url, url };
}

async function locateAll(folders: readonly string[]): Promise<Discovery> {
  const { locateRepository } = await import('./infrastructure/repositoryLocation.ts');
  const located = await Promise.all(folders.map(locateRepository));
  const plans = new Map<string, SessionPlan>();
  for (const location of located) {
    if ('problem' in location || plans.has(location.commonDirectory)) continue;
    const id = location.commonDirectory;
    plans.set(id, { kind: 'local', id, name: path.basename(location.root), location });
  }
  if (plans.size > 0) return { plans: [...plans.values()] };
  const problem = located.find((location) => 'problem' in location);
  return { state: 'noRepository', problem: problem?.problem ?? '' };
}
