import { CancellationError, commands, type Disposable, type LogOutputChannel, window } from 'vscode';
import type { CommandId } from '../contributions.ts';
import { plainMessage } from '../plainText.ts';
import type { Remedy } from './commandRefused.ts';
import { remedyOf } from './remedy.ts';
import { type Severity, severityOf } from './severity.ts';

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
      else tellWhy(id, error, log);
    }
  });
}

function isCancellation(error: unknown): boolean {
  return error instanceof CancellationError || (error instanceof Error && error.name === 'AbortError');
}

function tellWhy(id: CommandId, error: unknown, log: LogOutputChannel): void {
  const message = describeError(error);
  const { write, show } = ways(log)[severityOf(error)];
  write(`Command ${id}: ${message}`);
  if (error instanceof Error && error.stack) log.debug(error.stack);
  void offer(show, plainMessage(message), remedyOf(error)).catch((failure: unknown) =>
    log.error(String(failure)),
  );
}

interface Way {
  write(text: string): void;
  show(message: string, ...titles: string[]): Thenable<string | undefined>;
}

/** Where the log and the window say what is this grave. */
function ways(log: LogOutputChannel): Readonly<Record<Severity, Way>> {
  return {
    information: { write: (text) => log.info(text), show: window.showInformationMessage },
    warning: { write: (text) => log.warn(text), show: window.showWarningMessage },
    error: { write: (text) => log.error(text), show: window.showErrorMessage },
  };
}

async function offer(show: Way['show'], message: string, remedy: Remedy | undefined): Promise<void> {
  const titles = remedy === undefined ? [] : [remedy.title];
  const chosen = await show(message, ...titles);
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
