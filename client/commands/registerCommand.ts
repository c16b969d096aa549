import { CancellationError, commands, type Disposable, type LogOutputChannel, window } from 'vscode';
import type { CommandId } from '../contributions.ts';
import { plainMessage } from '../plainText.ts';
import type { Remedy } from './commandRefused.ts';
import { remedyOf } from './remedy.ts';

/** Registers a command with logging and error display; a cancelled one ends silently. */
export function registerCommand(
  id: CommandId,
  log: LogOutputChannel,
  run: (argument: unknown) => Promise<void>,
): Disposable {
  return commands.registerCommand(id, async (argument: unknown) => {
    log.debug(`Command ${id}`);
    try {
      await run(argument);
    } catch (error) {
      if (isCancellation(error)) log.debug(`Command ${id} was cancelled`);
      else showError(id, error, log);
    }
  });
}

function isCancellation(error: unknown): boolean {
  return error instanceof CancellationError || (error instanceof Error && error.name === 'AbortError');
}

function showError(id: CommandId, error: unknown, log: LogOutputChannel): void {
  const message = describeError(error);
  log.error(`Command ${id}: ${message}`);
  if (error instanceof Error && error.stack) log.debug(error.stack);
  void offer(plainMessage(message), remedyOf(error)).catch((failure: unknown) => log.error(String(failure)));
}

async function offer(message: string, remedy: Remedy | undefined): Promise<void> {
  const titles = remedy === undefined ? [] : [remedy.title];
  const chosen = await window.showErrorMessage(message, ...titles);
  if (remedy !== undefined && chosen === remedy.title)
    await commands.executeCommand(remedy.command, remedy.argument);
}

/** The sentence for the user; the places of an invalid request belong to it. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const problem: unknown = 'problem' in error ? error.problem : undefined;
  const issues =
    typeof problem === 'object' && problem !== null && 'issues' in problem ? problem.issues : undefined;
  if (!Array.isArray(issues) || issues.length === 0) return error.message;
  const places = issues.map(
    (issue: { path?: string; message?: string }) => `${issue.path}: ${issue.message}`,
  );
  return `${error.message} (${places.join('; ')})`;
}
