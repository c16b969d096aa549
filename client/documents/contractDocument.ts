import { l10n } from 'vscode';
import type { LedgerEntry } from '../../server/protocol/ledger.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { LiveDocument } from './liveDocuments.ts';

/** The journal of a contract. */
export const entriesDocument: LiveDocument = {
  title: (contract) => l10n.t('Entries of {0}', contract),
  touchedBy: ({ resource, ids }, contract) => resource === 'contracts' && ids.has(contract),
  text: async (session, contract) => {
    const [entries, balances] = await Promise.all([
      allEntries(session, contract),
      session.call('contractBalances', { params: { contract } }),
    ]);
    const { entriesText } = await import('../commands/contracts/entriesText.ts');
    return entriesText(contract, entries, balances);
  },
};

const perPage = 1_000;
const mostPages = 10;

/** Oldest first; of a journal that is longer than anybody reads, the beginning. */
async function allEntries(session: RepositorySession, contract: string): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const query = { after: entries.at(-1)?.seq ?? 0, limit: perPage };
    const next = await session.call('contractEntries', { params: { contract }, query });
    entries.push(...next);
    if (next.length < perPage) break;
  }
  return entries;
}
