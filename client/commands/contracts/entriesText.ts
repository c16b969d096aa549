import { l10n } from 'vscode';
import type { Balances, LedgerEntry, Posting } from '../../../server/protocol/ledger.ts';
import { code } from '../branches/markdownText.ts';
import { markdownTable } from '../markdownTable.ts';

/** The journal of a contract as Markdown, newest entry first. What people and agents wrote stands in code alone. */
export function entriesText(contract: string, entries: readonly LedgerEntry[], balances: Balances): string {
  const lines = [
    `# ${l10n.t('Entries of {0}', code(contract))}`,
    balances.sum === 0
      ? l10n.t('All accounts together hold nothing: the books balance.')
      : l10n.t('**All accounts together hold {0}: the books do not balance.**', balances.sum),
    `## ${l10n.t('Accounts')}`,
    markdownTable(
      [l10n.t('Account'), l10n.t('Points')],
      balances.accounts.map(({ account, points }) => [code(account), String(points)]),
    ),
    `## ${l10n.t('Journal')}`,
    entries.length === 0 ? l10n.t('There is no entry yet.') : journal(entries),
  ];
  return `${lines.join('\n\n')}\n`;
}

function journal(entries: readonly LedgerEntry[]): string {
  return markdownTable(
    ['#', l10n.t('When'), l10n.t('What'), l10n.t('Postings'), l10n.t('By'), l10n.t('Why')],
    entries
      .toReversed()
      .map(({ seq, time, type, task, postings, reverses, actor, reason }) => [
        String(seq),
        new Date(time).toLocaleString(),
        [code(type), task && code(task), reverses && l10n.t('takes back #{0}', reverses)]
          .filter(Boolean)
          .join(' '),
        postings.map(postingText).join(', '),
        code(actor),
        reason === null ? '' : code(reason),
      ]),
  );
}

function postingText({ account, points }: Posting): string {
  return `${code(account)} ${points > 0 ? '+' : ''}${points}`;
}
