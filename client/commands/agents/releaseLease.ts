import { l10n } from 'vscode';
import { askReason } from '../askReason.ts';
import { chooseRow } from '../chooseRow.ts';
import type { CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { tell } from '../told.ts';

/** Takes a lease from the agent that holds it, or out of the line where it waits. */
export const releaseLease: CommandFunction = async (context, argument) => {
  const title = l10n.t('Release Lease');
  const chosen = await chooseRow(context, argument, {
    resource: 'leases',
    name: 'lease',
    title,
    placeholder: l10n.t('Select the lease that ends: the next one who waits for it gets it'),
    choice: ({ subject, holder, state }) => ({
      label: subject,
      description: state === 'held' ? holder : l10n.t('{0} waits', holder),
    }),
    none: l10n.t('Nobody holds a lease.'),
  });
  const { session, row: lease } = chosen;
  const prompt = l10n.t(
    '{0} loses {1}; what it changes from now on is refused at the merge. Why? (optional)',
    lease.holder,
    lease.subject,
  );
  const question = { title, prompt, key: `release ${lease.id}`, optional: true };
  const reason = givenText(chosen, 'reason') ?? (await askReason(context, question));
  const body = { ...(lease.fence > 0 ? { fence: lease.fence } : {}), ...(reason === '' ? {} : { reason }) };
  await session.call('releaseLease', { params: { lease: lease.id }, body });
  tell(l10n.t('{0} is free again.', lease.subject));
};
