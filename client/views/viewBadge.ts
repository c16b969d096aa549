import { l10n, type TreeView } from 'vscode';

/** How many rows of a view need a human, as a number on its icon and on that of the container. */
export class ViewBadge {
  readonly #view: Pick<TreeView<unknown>, 'badge'>;
  #shown = '';

  constructor(view: Pick<TreeView<unknown>, 'badge'>) {
    this.#view = view;
  }

  /** @param reasons a sentence for each of them */
  show(reasons: readonly string[]): void {
    const value = reasons.length;
    const [first = ''] = reasons;
    const tooltip =
      value === 1 ? first : l10n.t('{0} need a human: {1}', value, reasons.slice(0, 5).join(' '));
    const key = value === 0 ? '' : `${value} ${tooltip}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.#view.badge = value === 0 ? undefined : { value, tooltip };
  }
}
