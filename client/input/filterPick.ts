import { CancellationError, type QuickPick, type QuickPickItem } from 'vscode';

/** What is asked of a person who filters a view by words and by ticked items. */
export interface FilterQuestion<Item extends QuickPickItem, Filter> {
  readonly pick: QuickPick<Item>;
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** The words typed before. */
  readonly text: string;
  isTicked(item: Item): boolean;
  filterOf(text: string, ticked: readonly Item[]): Filter;
  /** Shows what the filter would leave, while it is typed. */
  preview(filter: Filter): void;
}

/**
 * Asks for a filter; disposes of the pick.
 * @throws {CancellationError} where the person leaves without an answer
 */
export async function askFilter<Item extends QuickPickItem, Filter>(
  question: FilterQuestion<Item, Filter>,
): Promise<Filter> {
  const { pick } = question;
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.canSelectMany = true;
  pick.items = question.items;
  pick.selectedItems = question.items.filter((item) => question.isTicked(item));
  pick.value = question.text;
  const filter = () => question.filterOf(pick.value, pick.selectedItems);
  const { promise, resolve, reject } = Promise.withResolvers<Filter>();
  pick.onDidChangeValue(() => question.preview(filter()));
  pick.onDidChangeSelection(() => question.preview(filter()));
  pick.onDidAccept(() => resolve(filter()));
  pick.onDidHide(() => reject(new CancellationError()));
  pick.show();
  try {
    return await promise;
  } finally {
    pick.dispose();
  }
}
