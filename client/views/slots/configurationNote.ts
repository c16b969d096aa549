import { l10n } from 'vscode';
import type { LiveStore } from '../../infrastructure/liveStore.ts';

/** Where the slots are declared, where that is not what is checked out: a sentence. */
export function configurationNote(stores: readonly Pick<LiveStore, 'get'>[]): string | undefined {
  const branches = stores.flatMap((store) => store.get('service', 'service')?.configurationFrom ?? []);
  const names = [...new Set(branches)].join(', ');
  if (names === '') return undefined;
  return l10n.t('What is checked out has no swarm.json: that of {0} counts.', names);
}
