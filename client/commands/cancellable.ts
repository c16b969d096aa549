import { ProgressLocation, window } from 'vscode';
import { plainMessage } from '../plainText.ts';

/** What is over sooner needs no notice that it is under way. */
const patienceMilliseconds = 700;

/** Shows, where it takes a while, that something is under way, which the user can cancel. */
export async function cancellable<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  return shown(title, work(controller.signal), controller);
}

/** Shows, where it takes a while, that something is under way of which half must not be left. */
export async function uninterrupted<Result>(title: string, result: Promise<Result>): Promise<Result> {
  return shown(title, result, undefined);
}

async function shown<Result>(
  title: string,
  result: Promise<Result>,
  controller: AbortController | undefined,
): Promise<Result> {
  const timer = setTimeout(() => showProgress(title, result, controller), patienceMilliseconds);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}

function showProgress(
  title: string,
  result: Promise<unknown>,
  controller: AbortController | undefined,
): void {
  const location = ProgressLocation.Notification;
  const options = { location, title: plainMessage(title), cancellable: controller !== undefined };
  void window.withProgress(options, (_progress, token) => {
    token.onCancellationRequested(() => controller?.abort());
    return result.catch(() => undefined);
  });
}
