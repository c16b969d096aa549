import { element } from '../../conflicts/webview/element.ts';
import { addressPath, reachedAddress } from './addressPath.ts';
import type { PreviewData, PreviewSide, PreviewState, PreviewToHost } from './messages.ts';

export interface PreviewAppParts {
  readonly data: PreviewData;
  send(message: PreviewToHost): void;
  remember(state: PreviewState): void;
}

/** The page of a preview: a bar with the address, and below it what the address shows. */
export class PreviewApp {
  readonly element = element('main');
  readonly #parts: PreviewAppParts;
  readonly #address: HTMLInputElement;
  readonly #notice = element('p', { class: 'notice', role: 'status' });
  readonly #frame: HTMLIFrameElement;
  readonly #buttons: readonly HTMLButtonElement[];
  #side: PreviewSide | undefined;
  #path: string;

  constructor(parts: PreviewAppParts) {
    this.#parts = parts;
    const { data } = parts;
    const { sides, side, path, texts } = data;
    this.#path = path;
    this.#address = element('input', { type: 'text', 'aria-label': texts.address, spellcheck: 'false' });
    this.#frame = element('iframe', {
      title: data.slot,
      sandbox: 'allow-scripts allow-forms allow-same-origin allow-downloads',
    });
    this.#buttons = sides.map((one) => this.#sideButton(one));
    this.#address.addEventListener('change', () => this.#goTo(this.#address.value));
    this.element.append(this.#bar(), this.#notice, this.#frame);
    this.#say(data.notice);
    this.#choose(sides.find(({ name }) => name === side) ?? sides[0]);
  }

  #bar(): HTMLElement {
    const { texts, sides } = this.#parts.data;
    const reload = this.#button('↻', texts.reload, () => this.#load());
    const external = this.#button('↗', texts.external, () => {
      if (this.#side) this.#parts.send({ type: 'external', side: this.#side.name, path: this.#path });
    });
    const both = element('span', { role: 'group', 'aria-label': texts.sides }, ...this.#buttons);
    const parts = [...(sides.length > 1 ? [both] : []), reload, this.#address, external];
    return element('div', { class: 'bar', role: 'toolbar' }, ...parts);
  }

  #button(sign: string, label: string, press: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', title: label, 'aria-label': label }, sign);
    button.addEventListener('click', press);
    return button;
  }

  #sideButton(side: PreviewSide): HTMLButtonElement {
    const button = element('button', { type: 'button' }, side.label);
    button.addEventListener('click', () => this.#choose(side));
    return button;
  }

  #choose(side: PreviewSide | undefined): void {
    this.#side = side;
    const { sides } = this.#parts.data;
    for (const [index, button] of this.#buttons.entries())
      button.setAttribute('aria-pressed', String(sides[index] === side));
    this.#load();
  }

  #goTo(text: string): void {
    if (!this.#side) return;
    const path = addressPath(text, this.#side);
    if (path === undefined) {
      this.#say(this.#parts.data.texts.elsewhere.replace('{0}', this.#side.origin));
      return;
    }
    this.#say(this.#parts.data.notice);
    this.#path = path;
    this.#load();
  }

  #load(): void {
    const side = this.#side;
    this.#frame.hidden = side === undefined;
    if (!side) return;
    this.#address.value = side.origin + this.#path;
    this.#frame.src = reachedAddress(this.#path, side);
    const { repository, slot } = this.#parts.data;
    this.#parts.remember({ repository, slot, side: side.name, path: this.#path });
    this.#parts.send({ type: 'at', side: side.name, path: this.#path });
  }

  #say(text: string | undefined): void {
    this.#notice.hidden = text === undefined;
    this.#notice.textContent = text ?? '';
  }
}
