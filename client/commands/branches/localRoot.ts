import { l10n } from 'vscode';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { CommandRefused } from '../commandRefused.ts';

/** The work tree of the repository on this machine. */
export function localRoot({ root, name }: RepositorySession): string {
  if (root !== undefined) return root;
  throw new CommandRefused(l10n.t('{0} is on another machine: its work trees cannot be opened here.', name));
}
