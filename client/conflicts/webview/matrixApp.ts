import { CellStates } from './cellStates.ts';
import { element } from './element.ts';
import { MatrixGrid } from './matrixGrid.ts';
import { selectBranches } from './matrixSelection.ts';
import type { MatrixData, Notice, PanelState, Texts, ToHost, ToWebview } from './messages.ts';
import { PairList, summary } from './pairList.ts';
import { PairPane } from './pairPane.ts';
import { Toolbar } from './toolbar.ts';

export interface AppParts {
  readonly state: PanelState;
  readonly send: (message: ToHost) => void;
  /** Keeps what is chosen while the panel is hidden. */
  readonly remember: (state: PanelState) => void;
}

/** The whole panel: what the extension tells goes in, what the person does goes out. */
export class MatrixApp {
  readonly element = element('main');
  readonly #parts: AppParts;
  readonly #notice = element('div', { class: 'notice', role: 'status', hidden: '' });
  readonly #summary = element('p', { class: 'summary', role: 'status' });
  readonly #notes = element('footer');
  readonly #toolbar: Toolbar;
  readonly #grid = new MatrixGrid((one, other) => this.#open(one, other));
  readonly #list = new PairList((one, other) => this.#open(one, other));
  readonly #pane: PairPane;
  #state: PanelState;
  #texts: Texts | undefined;
  #matrix: MatrixData | undefined;
  #noticed = false;

  constructor(parts: AppParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#pane = new PairPane(parts.send, () => this.#grid.focus());
    this.#toolbar = new Toolbar(parts.state, (state) => this.#choose(state));
    const content = [this.#grid.element, this.#list.element, this.#pane.element];
    this.element.append(this.#notice, this.#toolbar.element, this.#summary, ...content, this.#notes);
    parts.remember(parts.state);
  }

  receive(message: ToWebview): void {
    if (message.type === 'texts') {
      this.#texts = message.texts;
      this.#toolbar.setTexts(message.texts);
      if (this.#matrix) this.#toolbar.setTeams(this.#matrix);
    } else if (message.type === 'notice') this.#showNotice(message.notice);
    else if (message.type === 'details') this.#pane.show(message.details);
    else this.#take(message.matrix);
    this.#render();
  }

  #choose(state: PanelState): void {
    this.#state = state;
    this.#parts.remember(state);
    this.#render();
  }

  /** What is shown stays where nothing newer is known. */
  #take(matrix: MatrixData | undefined): void {
    if (!matrix || JSON.stringify(matrix) === JSON.stringify(this.#matrix)) return;
    this.#matrix = matrix;
    this.#toolbar.setTeams(matrix);
    this.#pane.refresh();
  }

  #render(): void {
    const [matrix, texts] = [this.#matrix, this.#texts];
    const enough = (matrix?.branches.length ?? 0) > 1;
    this.#toolbar.element.hidden = !enough;
    this.#grid.element.hidden = !enough || this.#state.list;
    this.#list.element.hidden = !enough || !this.#state.list;
    if (!texts) return;
    if (!matrix) this.#summary.textContent = this.#noticed ? '' : texts.loading;
    else if (enough) this.#renderMatrix(matrix, texts);
    else this.#summary.textContent = texts.nothingToCompare;
    const notes = matrix?.notes ?? [];
    this.#notes.replaceChildren(...notes.map((note) => element('p', {}, note)));
  }

  #renderMatrix(matrix: MatrixData, texts: Texts): void {
    const states = new CellStates(matrix);
    const selection = selectBranches(matrix, states, this.#state);
    const content = { branches: matrix.branches, states, selection, texts };
    const all = summary(matrix.branches.length, states, texts);
    this.#summary.textContent = selection.rows.length === 0 ? `${all}. ${this.#nothing(texts)}` : all;
    if (this.#state.list) this.#list.show(content);
    else this.#grid.show(content);
  }

  #nothing(texts: Texts): string {
    return this.#state.onlyConflicting && this.#state.text === '' ? texts.noConflicts : texts.nothingShown;
  }

  #showNotice(notice: Notice | undefined): void {
    this.#noticed = notice !== undefined;
    this.#notice.hidden = notice === undefined;
    this.element.classList.toggle('stale', notice !== undefined);
    if (!notice) return;
    this.#notice.replaceChildren(notice.message);
    const { action } = notice;
    if (!action) return;
    const button = element('button', { type: 'button' }, action.label);
    button.addEventListener('click', () => this.#parts.send(action.message));
    this.#notice.append(' ', button);
  }

  #open(one: number, other: number): void {
    const [a, b] = [this.#matrix?.branches[one]?.name, this.#matrix?.branches[other]?.name];
    if (a !== undefined && b !== undefined && this.#texts) this.#pane.ask(a, b, this.#texts);
  }
}
