import { element } from '../../conflicts/webview/element.ts';
import { BurnUpFigure } from './burnUpFigure.ts';
import { AgentCounts, attentionList, leaderTable } from './dashboardLists.ts';
import type {
  DashboardData,
  DashboardNotice,
  DashboardTexts,
  FromDashboard,
  ToDashboard,
} from './messages.ts';

export interface DashboardAppParts {
  /** The contract that is shown at first; empty for the first one there is. */
  readonly contract: string;
  readonly send: (message: FromDashboard) => void;
  /** Keeps what is chosen while the panel is hidden. */
  readonly remember: (contract: string) => void;
}

/** The whole panel: what the extension tells goes in, what the person does goes out. */
export class DashboardApp {
  readonly element = element('main');
  readonly #parts: DashboardAppParts;
  readonly #notice = element('div', { class: 'notice', role: 'status', hidden: '' });
  readonly #contracts = element('select');
  readonly #label = element('label');
  readonly #exports = [element('button', { type: 'button' }), element('button', { type: 'button' })] as const;
  readonly #toolbar = element('div', { class: 'toolbar' });
  readonly #message = element('p', { class: 'message', role: 'status' });
  readonly #figure = new BurnUpFigure();
  readonly #agents = new AgentCounts();
  readonly #leaders = element('section');
  readonly #attention = element('section', { class: 'attention' });
  #texts: DashboardTexts | undefined;
  #data: DashboardData | undefined;
  #contract: string;

  constructor(parts: DashboardAppParts) {
    this.#parts = parts;
    this.#contract = parts.contract;
    this.#contracts.addEventListener('change', () => this.#choose(this.#contracts.value));
    this.#exports[0].addEventListener('click', () => parts.send({ type: 'export', format: 'svg' }));
    this.#exports[1].addEventListener('click', () => parts.send({ type: 'export', format: 'csv' }));
    this.#toolbar.append(this.#label, ...this.#exports);
    const lower = element('div', { class: 'lower' }, this.#agents.element, this.#leaders);
    const upper = [this.#notice, this.#attention, this.#toolbar, this.#message, this.#figure.element];
    this.element.append(...upper, lower);
    parts.remember(parts.contract);
  }

  receive(message: ToDashboard): void {
    if (message.type === 'texts') this.#setTexts(message.texts);
    else if (message.type === 'notice') this.#showNotice(message.notice);
    else this.#data = message.data;
    this.#render();
  }

  #choose(contract: string): void {
    this.#contract = contract;
    this.#parts.remember(contract);
    this.#parts.send({ type: 'choose', contract });
  }

  #setTexts(texts: DashboardTexts): void {
    this.#texts = texts;
    this.#label.replaceChildren(texts.contract, this.#contracts);
    this.#exports[0].textContent = texts.exportSvg;
    this.#exports[1].textContent = texts.exportCsv;
  }

  #render(): void {
    const [data, texts] = [this.#data, this.#texts];
    if (!texts) return;
    const { burnUp, problem } = data ?? {};
    const none = data !== undefined && data.contracts.length === 0;
    this.#toolbar.hidden = data === undefined || none;
    this.#figure.element.hidden = burnUp === undefined;
    for (const button of this.#exports) button.disabled = !burnUp || burnUp.moments.length === 0;
    if (problem !== undefined) this.#message.textContent = problem;
    else if (none) this.#message.textContent = texts.noContracts;
    else this.#message.textContent = burnUp ? '' : texts.loading;
    if (!data) return;
    this.#listContracts(data);
    if (burnUp) this.#figure.show(burnUp, texts);
    this.#agents.show(data, texts);
    this.#leaders.replaceChildren(...leaderTable(data, texts));
    this.#listAttention(data, texts);
  }

  /** A button that has the focus must not go while somebody is about to press it. */
  #listAttention(data: DashboardData, texts: DashboardTexts): void {
    const key = JSON.stringify([data.attention, data.attentionCount]);
    if (this.#attention.dataset['key'] === key) return;
    this.#attention.dataset['key'] = key;
    const showAll = () => this.#parts.send({ type: 'attention' });
    this.#attention.replaceChildren(...attentionList(data, texts, showAll));
  }

  #listContracts({ contracts, burnUp }: DashboardData): void {
    const shown = burnUp?.contract ?? this.#contract;
    const key = JSON.stringify(contracts);
    if (this.#contracts.dataset['key'] !== key) {
      const options = contracts.map(({ id, title }) => element('option', { value: id }, `${id}: ${title}`));
      this.#contracts.replaceChildren(...options);
      this.#contracts.dataset['key'] = key;
    }
    this.#contracts.value = shown || (contracts[0]?.id ?? '');
  }

  #showNotice(notice: DashboardNotice | undefined): void {
    this.#notice.hidden = notice === undefined;
    this.element.classList.toggle('stale', notice !== undefined);
    if (!notice) return;
    this.#notice.replaceChildren(notice.message);
    if (notice.start === undefined) return;
    const button = element('button', { type: 'button' }, notice.start);
    button.addEventListener('click', () => this.#parts.send({ type: 'start' }));
    this.#notice.append(' ', button);
  }
}
