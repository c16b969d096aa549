import { l10n } from 'vscode';
import { actorName } from '../actor.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { askText, type Choice, pickOne } from '../input/questions.ts';
import { personalTokenSecret } from '../secrets.ts';
import type { CommandContext, CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { chooseSession } from './invocation.ts';
import { tell } from './told.ts';

type Wish = 'make' | 'enter' | 'remove';

const tokenDays = 90;
const tokenForm = /^swarm_pt_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/;

/** Shows who acts in this window, and keeps, makes or removes the personal token that proves it. */
export const personalToken: CommandFunction = async (context, argument) => {
  const given = typeof argument === 'object' && argument !== null ? { ...argument } : {};
  const title = l10n.t('Personal Token');
  const session = await chooseSession(context, 'repository' in given ? given.repository : undefined, title);
  if (session.root === undefined)
    throw new CommandRefused(l10n.t('This API is called with the token that "Set API Token…" keeps.'));
  const key = personalTokenSecret(session.id);
  const { secrets } = context.extension;
  const kept = await secrets.get(key);
  const wish = 'wish' in given ? given.wish : await askWish(session, kept !== undefined, title);
  if (wish === 'remove') {
    await secrets.delete(key);
    return tellWhoActs(context, session, false);
  }
  await secrets.store(
    key,
    wish === 'make' ? await makeToken(session, title, given) : await enterToken(title),
  );
  await tellWhoActs(context, session, true);
};

async function askWish(session: RepositorySession, isKept: boolean, title: string): Promise<Wish> {
  const choices: Choice<Wish>[] = [
    {
      label: l10n.t('Make a token for yourself'),
      detail: l10n.t(
        'The service makes it, VS Code keeps it in its secret storage; valid for {0} days',
        tokenDays,
      ),
      value: 'make',
    },
    {
      label: l10n.t('Enter a token'),
      detail: l10n.t('One that "swarm tokens create" printed'),
      value: 'enter',
    },
  ];
  if (isKept)
    choices.push({
      label: l10n.t('Remove the token'),
      detail: l10n.t('From then on who acts is taken on trust. It stays valid until it is revoked.'),
      value: 'remove',
    });
  return pickOne({ placeholder: await whoActs(session, isKept), choices }, { title, step: 1, total: 1 });
}

/** A sentence about who acts; where the token is over, that sentence. */
async function whoActs(session: RepositorySession, isKept: boolean): Promise<string> {
  try {
    const { name, role, verified } = await session.call('whoAmI', { signal: AbortSignal.timeout(10_000) });
    return verified
      ? l10n.t('You act as {0} with the role {1}, proven by a personal token', name, role)
      : l10n.t('You act as {0}, which nothing proves: there is no personal token', name);
  } catch (error) {
    if (!isKept) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

async function makeToken(session: RepositorySession, title: string, given: object): Promise<string> {
  const prompt = l10n.t('Name to act under, as rules of swarm.json write it');
  const validate = (text: string) => (text.trim() === '' ? l10n.t('Enter a name.') : undefined);
  const name =
    'name' in given
      ? String(given.name)
      : await askText({ prompt, value: actorName(), validate }, { title, step: 1, total: 1 });
  const body = { name: name.trim(), days: tokenDays };
  return (await session.call('createToken', { body })).token;
}

async function enterToken(title: string): Promise<string> {
  const prompt = l10n.t('Personal token');
  const validate = (text: string) =>
    tokenForm.test(text.trim()) ? undefined : l10n.t('A personal token looks like swarm_pt_…');
  return (await askText({ prompt, validate, password: true }, { title, step: 1, total: 1 })).trim();
}

async function tellWhoActs(
  { log }: CommandContext,
  session: RepositorySession,
  isKept: boolean,
): Promise<void> {
  await session.reconnect();
  const sentence = await whoActs(session, isKept);
  log.info(sentence);
  tell(`${sentence}.`);
}
