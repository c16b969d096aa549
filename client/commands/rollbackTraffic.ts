import { CancellationError, l10n, window } from 'vscode';
import type { Traffic } from '../../server/protocol/traffic.ts';
import { pickOne } from '../input/questions.ts';
import { plainText } from '../plainText.ts';
import { cancellable } from './cancellable.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused, NothingToDo } from './commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

/** Sends the requests of a team back to the release that was live before, once a person has seen both. */
export const rollbackTraffic: CommandFunction = async (context, argument) => {
  const title = l10n.t('Roll Back Traffic');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  const { environment, team, live, previous, canary } = await chooseTraffic(invocation, title);
  const target = canary === null ? previous : live;
  if (target === null)
    throw new NothingToDo(l10n.t('No other release of {0}/{1} was live before.', environment, team));
  if (givenText(invocation, 'confirmed') !== 'true') {
    const yes = l10n.t('Roll Back');
    const message = l10n.t(
      'Send the requests of {0} in {1} back to {2}?',
      team,
      environment,
      target.revision,
    );
    const detail = l10n.t(
      'Now: {0}\nThen: {1}\nWhere it no longer runs, it is started first.',
      live === null ? l10n.t('no slot') : `${live.slot}, ${live.revision} (${live.commit.slice(0, 8)})`,
      `${target.slot}, ${target.revision} (${target.commit.slice(0, 8)})`,
    );
    const options = { modal: true, detail: plainText(detail) };
    const answer = await window.showWarningMessage(plainText(message), options, yes);
    if (answer !== yes) throw new CancellationError();
  }
  await cancellable(l10n.t('Rolling {0} of {1} back…', team, environment), (signal) =>
    session.call('rollbackTraffic', { params: { environment, team }, body: {}, signal }),
  );
  await context.views.reveal(session, 'slots', `${environment}/${team}/${target.slot}`);
};

/** A deployment is rolled back by sending the requests of its environment and team back. */
function placeOfDeployment(invocation: Invocation): string | undefined {
  const id = idFrom(invocation, 'deployments');
  const row = id === undefined ? undefined : invocation.session.store.get('deployments', id);
  return row && `${row.environment}/${row.team}/`;
}

async function chooseTraffic(invocation: Invocation, title: string): Promise<Traffic> {
  const all = await invocation.session.call('traffic', {});
  const id = idFrom(invocation, 'slots') ?? placeOfDeployment(invocation) ?? givenText(invocation, 'slot');
  if (id !== undefined) {
    const named = all.find(({ environment, team }) => id.startsWith(`${environment}/${team}/`));
    if (named) return named;
    throw new CommandRefused(l10n.t('There is no slot "{0}" (environment/team/slot).', id));
  }
  const choices = all.flatMap((traffic) => {
    const { environment, team, live, previous, canary } = traffic;
    const target = canary === null ? previous : live;
    if (target === null) return [];
    const description = `${live?.revision ?? ''} → ${target.revision}`;
    return [{ label: `${environment} · ${team}`, description, value: traffic }];
  });
  if (choices.length === 0) throw new NothingToDo(l10n.t('Nothing was live before that could be again.'));
  const placeholder = l10n.t('Select whose requests go back');
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}
