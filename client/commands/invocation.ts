import { l10n } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { pickOne } from '../input/questions.ts';
import type { RowTarget, TreeNode } from '../views/treeNode.ts';
import { cancellable } from './cancellable.ts';
import type { CommandContext } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';

/** What a command was started with: a row of a tree, or answers given beforehand (a keybinding, a test). */
export interface Invocation {
  readonly session: RepositorySession;
  /** The row it was started from. */
  readonly target: RowTarget | undefined;
  /** Answers by name; unchecked. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** Finds the repository a command is about, asking where there are several, and waits until its rows are there. */
export async function invoke(context: CommandContext, argument: unknown, title: string): Promise<Invocation> {
  const target = targetOf(argument);
  const given = target === undefined && isRecord(argument) ? argument : {};
  const session = target?.session ?? (await chooseSession(context, given['repository'], title));
  await whenReady(session);
  return { session, target, given };
}

/** The repository a command is about. */
export async function chooseSession(
  { repositories }: CommandContext,
  wanted: unknown,
  title: string,
): Promise<RepositorySession> {
  if (repositories.sessions.length === 0) await repositories.update();
  const { sessions } = repositories;
  const named = sessions.find(
    (session) => wanted !== undefined && [session.id, session.root].includes(String(wanted)),
  );
  if (named) return named;
  const [only, ...others] = sessions;
  if (!only)
    throw new CommandRefused(repositories.problem ?? l10n.t('There is no repository in this window.'));
  if (others.length === 0) return only;
  const choices = sessions.map((session) => ({
    label: session.name,
    description: session.root ?? session.id,
    value: session,
  }));
  return pickOne({ placeholder: l10n.t('Select the repository'), choices }, { title, step: 1, total: 1 });
}

/** The row's id where a command was started from a row of this resource. */
export function idFrom({ target }: Invocation, resource: ResourceName): string | undefined {
  return target?.resource === resource ? target.id : undefined;
}

/** A text answer given beforehand. */
export function givenText({ given }: Invocation, name: string): string | undefined {
  const value = given[name];
  return value === undefined ? undefined : String(value);
}

/** The user asked for something that needs the service, so its start is shown and can be cancelled. */
async function whenReady(session: RepositorySession): Promise<void> {
  if (session.state.kind === 'live') return;
  const title = l10n.t('Swarm: starting the service of {0}…', session.name);
  await cancellable(title, (signal) => session.ready(signal));
}

function targetOf(argument: unknown): RowTarget | undefined {
  return isTreeNode(argument) ? argument.target : undefined;
}

function isTreeNode(argument: unknown): argument is TreeNode {
  return isRecord(argument) && typeof argument['toTreeItem'] === 'function';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
