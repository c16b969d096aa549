import { l10n, Position, Selection, ThemeIcon, window } from 'vscode';
import type { Attention } from '../../server/protocol/snapshot.ts';
import { connectionRemedy } from '../connectionRemedy.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { type Choice, pickOne } from '../input/questions.ts';
import type { CommandContext, CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { openConfiguration } from './createConfiguration.ts';
import { tell } from './told.ts';

/** Those of the views the rows are in. */
const icons: { readonly [Resource in Attention['resource']]?: string } = {
  branches: 'git-branch',
  slots: 'server-environment',
  deployments: 'rocket',
  agents: 'hubot',
  contracts: 'checklist',
  tasks: 'checklist',
  service: 'settings-gear',
};

interface Item {
  readonly session: RepositorySession;
  readonly attention: Attention;
}

/** Lists what needs a human and leads to the row it is about. */
export const showAttention: CommandFunction = async (context) => {
  const { repositories } = context;
  const choices = repositories.sessions.flatMap((session) =>
    choicesOf(session, repositories.sessions.length > 1),
  );
  if (choices.length === 0) {
    if (repositories.problem !== undefined) throw new CommandRefused(repositories.problem);
    refuseUnknown(repositories.sessions);
    tell(l10n.t('Nothing needs a human.'));
    return;
  }
  const title = l10n.t('What Needs a Human');
  const question = { placeholder: l10n.t('Select one to go there'), choices };
  await goTo(context, await pickOne(question, { title, step: 1, total: 1 }));
};

/** Without a service nobody knows what needs a human: that is not nothing. */
function refuseUnknown(sessions: readonly RepositorySession[]): void {
  const failed = sessions.find(({ state }) => state.kind === 'unreachable');
  const session = failed ?? (sessions.some(({ state }) => state.kind === 'live') ? undefined : sessions[0]);
  if (session === undefined) return;
  const remedy = connectionRemedy(session);
  throw new CommandRefused(whyUnknown(session), remedy === undefined ? {} : { remedy });
}

function whyUnknown({ name, state }: RepositorySession): string {
  if (state.kind === 'unreachable') return state.reason;
  if (state.kind === 'connecting') return l10n.t('The service of {0} is starting.', name);
  return l10n.t('The service of {0} is not running.', name);
}

function choicesOf(session: RepositorySession, several: boolean): Choice<Item>[] {
  return [...session.store.rows('attention').values()].map((attention) => ({
    label: attention.resource === 'deployments' ? `#${attention.row}` : attention.row,
    ...(several ? { description: session.name } : {}),
    detail: attention.message,
    iconPath: new ThemeIcon(icons[attention.resource] ?? 'pulse'),
    value: { session, attention },
  }));
}

async function goTo(context: CommandContext, { session, attention }: Item): Promise<void> {
  if (attention.resource !== 'service') {
    await context.views.reveal(session, attention.resource, attention.row, true);
    return;
  }
  await openConfiguration(context, { repository: session.id });
  const problem = session.store.get('service', 'service')?.configuration[0];
  const editor = window.activeTextEditor;
  if (!problem || !editor) return;
  const position = new Position(problem.line - 1, problem.column - 1);
  editor.selection = new Selection(position, position);
}
