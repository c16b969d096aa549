import { type Disposable, window } from 'vscode';

/** The progress bar of one view, on as long as it is told so. */
export class ViewProgress implements Disposable {
  readonly #viewId: string;
  #finish: (() => void) | undefined;

  constructor(viewId: string) {
    this.#viewId = viewId;
  }

  show(active: boolean): void {
    if (active === (this.#finish !== undefined)) return;
    if (!active) {
      this.dispose();
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#finish = resolve;
    void window.withProgress({ location: { viewId: this.#viewId } }, () => promise);
  }

  dispose(): void {
    this.#finish?.();
    this.#finish = undefined;
  }
}
