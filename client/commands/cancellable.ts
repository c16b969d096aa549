import { ProgressLocation, window } from 'vscode';

/** What is over sooner needs no notice that it is under way. */
const patienceMilliseconds = 700;

/** Shows, where it takes a while, that something is under way, which the user can cancel. */
export async function cancellable<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const result = work(controller.signal);
  const timer = setTimeout(() => showProgress(title, result, controller), patienceMilliseconds);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}

function showProgress(title: string, result: Promise<unknown>, controller: AbortController): void {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  void window.withProgress(options, (_progress, token) => {
    token.onCancellationRequested(() => controller.abort());
    return result.catch(() => undefined);
  });
}
