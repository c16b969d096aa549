import { element, fill } from './element.ts';
import type { PairDetails, PairFile, Texts, ToHost } from './messages.ts';

/** The files and hunks of one pair; each leads to its diff. */
export class PairPane {
  readonly element = element('section', { class: 'pane', hidden: '' });
  readonly #send: (message: ToHost) => void;
  readonly #onClose: () => void;
  #pair: { readonly a: string; readonly b: string } | undefined;
  #texts: Texts | undefined;

  constructor(send: (message: ToHost) => void, onClose: () => void) {
    this.#send = send;
    this.#onClose = onClose;
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
  }

  /** Asks for the files of a pair. */
  ask(a: string, b: string, texts: Texts): void {
    this.#pair = { a, b };
    this.#texts = texts;
    this.element.hidden = false;
    this.#render(texts, element('p', { role: 'status' }, texts.loading));
    this.#send({ type: 'details', a, b });
  }

  /** Asks again, as something has changed. */
  refresh(): void {
    if (this.#pair) this.#send({ type: 'details', ...this.#pair });
  }

  show(details: PairDetails): void {
    if (!this.#texts || details.a !== this.#pair?.a || details.b !== this.#pair.b) return;
    const hadFocus = this.element.contains(document.activeElement);
    if (details.problem === undefined) this.#renderFiles(details, this.#texts);
    else this.#render(this.#texts, element('p', { role: 'alert' }, details.problem));
    if (!hadFocus) this.element.querySelector<HTMLElement>('li button')?.focus();
  }

  close(): void {
    if (!this.#pair) return;
    this.#pair = undefined;
    this.element.hidden = true;
    this.#onClose();
  }

  #renderFiles({ a, b, files }: PairDetails, texts: Texts): void {
    if (files.length === 0) {
      this.#render(texts, element('p', { role: 'status' }, fill(texts.cellNone, a, b)));
      return;
    }
    const items = files.map((file) => {
      const hunks = file.hunks.map((_, index) => this.#button(file, index, texts));
      const whole = this.#button(file, -1, texts);
      const why = file.why === null ? [] : [element('span', { class: 'why' }, file.why)];
      return element('li', {}, element('span', { class: 'path' }, file.path), whole, ...hunks, ...why);
    });
    this.#render(texts, element('ul', {}, ...items));
  }

  #render(texts: Texts, content: HTMLElement): void {
    const { a, b } = this.#pair ?? { a: '', b: '' };
    const close = element('button', { type: 'button', class: 'close', title: texts.close }, texts.close);
    close.addEventListener('click', () => this.close());
    const heading = element('h2', {}, fill(texts.detailsTitle, a, b));
    this.element.setAttribute('aria-label', fill(texts.detailsTitle, a, b));
    this.element.replaceChildren(element('header', {}, heading, close), content);
  }

  /** @param hunk index; -1 for the file as a whole */
  #button({ path, hunks }: PairFile, hunk: number, texts: Texts): HTMLElement {
    const found = hunks[hunk];
    const text = found ? fill(texts.lines, lines(found.a, texts), lines(found.b, texts)) : texts.wholeFile;
    const button = element(
      'button',
      { type: 'button', class: 'link', 'aria-label': `${path}: ${text}` },
      text,
    );
    button.addEventListener('click', () => {
      if (this.#pair) this.#send({ type: 'open', ...this.#pair, path, hunk });
    });
    return button;
  }
}

function lines({ start, count }: PairFile['hunks'][number]['a'], texts: Texts): string {
  if (count === 0) return fill(texts.noLines, start);
  return count === 1 ? String(start) : `${start}–${start + count - 1}`;
}
