import type { CellStates } from './cellStates.ts';
import { cellSentence, cellSign } from './cellText.ts';
import { element } from './element.ts';
import { cellSize, clamped, type GridPosition, moved, type Visible, visibleCells } from './gridGeometry.ts';
import { GridHeaders } from './gridHeaders.ts';
import type { MatrixSelection } from './matrixSelection.ts';
import type { MatrixBranch, Texts } from './messages.ts';

export interface GridContent {
  readonly branches: readonly MatrixBranch[];
  readonly states: CellStates;
  readonly selection: MatrixSelection;
  readonly texts: Texts;
}

/** Places of two branches. */
export type OpenPair = (one: number, other: number) => void;

/** The matrix: of any number of cells, those on the screen; of those, what is different is painted anew. */
export class MatrixGrid {
  readonly element = element('div', { class: 'grid', role: 'grid' });
  readonly #canvas = element('div', { class: 'canvas', role: 'presentation' });
  readonly #headers = new GridHeaders();
  readonly #rows = new Map<number, HTMLElement>();
  readonly #cells = new Map<string, HTMLElement>();
  readonly #onOpen: OpenPair;
  #content: GridContent | undefined;
  #focus: GridPosition = { row: 0, column: 0 };

  constructor(onOpen: OpenPair) {
    this.#onOpen = onOpen;
    this.element.append(this.#headers.corner, this.#headers.columns, this.#canvas);
    this.element.addEventListener('scroll', () => this.#paint(false), { passive: true });
    this.element.addEventListener('keydown', (event) => this.#press(event));
    this.#canvas.addEventListener('click', (event) => this.#click(event));
    new ResizeObserver(() => this.#paint(false)).observe(this.element);
  }

  /** Shows this from now on. */
  show(content: GridContent): void {
    const { selection, texts } = content;
    if (this.#content && !sameSelection(this.#content, content)) this.#clear();
    this.#content = content;
    const { rows, columns } = selection;
    this.#focus = clamped(this.#focus, { rows: rows.length, columns: columns.length });
    this.element.setAttribute('aria-label', `${texts.title}. ${texts.help}`);
    this.element.setAttribute('aria-rowcount', String(rows.length + 1));
    this.element.setAttribute('aria-colcount', String(columns.length + 1));
    this.#canvas.style.height = `${rows.length * cellSize}px`;
    this.#headers.resize(columns.length);
    this.#paint(true);
  }

  /** Puts the focus on the cell that had it last. */
  focus(): void {
    this.#cells.get(keyOf(this.#focus))?.focus();
  }

  #clear(): void {
    for (const row of this.#rows.values()) row.remove();
    this.#rows.clear();
    this.#cells.clear();
    this.#headers.clear();
  }

  /** @param anew whether the cells that are drawn may be out of date */
  #paint(anew: boolean): void {
    const content = this.#content;
    if (!content || this.element.hidden) return;
    const { rows, columns } = content.selection;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
    // The headers lie over the first cells.
    const { offsetHeight, offsetWidth } = this.#headers.corner;
    const down = visibleCells(scrollTop, clientHeight - offsetHeight, rows.length);
    const across = visibleCells(scrollLeft, clientWidth - offsetWidth, columns.length);
    this.#headers.paint(across, columns, content.branches);
    this.#removeHidden(down, across);
    const wanted = new Set([this.#focus.row]);
    for (let row = down.from; row < down.to; row++) wanted.add(row);
    const paint = (position: GridPosition) => {
      if (anew || !this.#cells.has(keyOf(position))) this.#paintCell(content, position);
    };
    for (const row of wanted) {
      for (let column = across.from; column < across.to; column++) paint({ row, column });
    }
    paint(this.#focus);
  }

  #removeHidden(down: Visible, across: Visible): void {
    for (const [key, cell] of this.#cells) {
      const position = positionOf(cell);
      const isFocus = position.row === this.#focus.row && position.column === this.#focus.column;
      if (isFocus || (isWithin(position.row, down) && isWithin(position.column, across))) continue;
      cell.remove();
      this.#cells.delete(key);
    }
    for (const [row, line] of this.#rows) {
      if (row === this.#focus.row || isWithin(row, down)) continue;
      line.remove();
      this.#rows.delete(row);
    }
  }

  #paintCell({ branches, states, selection, texts }: GridContent, position: GridPosition): void {
    const [one, other] = [selection.rows[position.row], selection.columns[position.column]];
    if (one === undefined || other === undefined) return;
    const [row, column] = [branches[one], branches[other]];
    if (!row || !column) return;
    const state = states.get(one, other);
    const cell = this.#cell(position, row);
    const sign = cellSign(state);
    // Touching what is as it should be would cost the browser a repaint.
    if (cell.dataset['kind'] !== state.kind) cell.dataset['kind'] = state.kind;
    if (cell.textContent !== sign) cell.textContent = sign;
    const sentence = cellSentence(state, row.name, column.name, texts);
    if (cell.title === sentence) return;
    cell.title = sentence;
    cell.setAttribute('aria-label', sentence);
  }

  #cell(position: GridPosition, branch: MatrixBranch): HTMLElement {
    const key = keyOf(position);
    const present = this.#cells.get(key);
    if (present) return present;
    const { row, column } = position;
    const isFocus = row === this.#focus.row && column === this.#focus.column;
    const cell = element('div', {
      class: 'cell',
      role: 'gridcell',
      tabindex: isFocus ? '0' : '-1',
      'aria-colindex': String(column + 2),
      'data-row': String(row),
      'data-column': String(column),
    });
    cell.style.left = `${column * cellSize}px`;
    this.#cells.set(key, cell);
    this.#row(row, branch).append(cell);
    return cell;
  }

  #row(row: number, branch: MatrixBranch): HTMLElement {
    const present = this.#rows.get(row);
    if (present) return present;
    const line = element('div', { class: 'row', role: 'row', 'aria-rowindex': String(row + 2) });
    line.style.top = `${row * cellSize}px`;
    line.append(GridHeaders.rowHeader(branch));
    this.#rows.set(row, line);
    this.#canvas.append(line);
    return line;
  }

  #press(event: KeyboardEvent): void {
    const { rows = [], columns = [] } = this.#content?.selection ?? {};
    const next = moved(this.#focus, event, { rows: rows.length, columns: columns.length });
    if (next) this.#moveTo(next);
    else if (event.key === 'Enter' || event.key === ' ') this.#open(this.#focus);
    else return;
    event.preventDefault();
  }

  #click({ target }: MouseEvent): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.cell') : null;
    if (!cell) return;
    this.#moveTo(positionOf(cell));
    this.#open(positionOf(cell));
  }

  #open({ row, column }: GridPosition): void {
    const { states, selection } = this.#content ?? {};
    const [one, other] = [selection?.rows[row], selection?.columns[column]];
    if (one === undefined || other === undefined) return;
    if (states?.get(one, other).kind === 'conflict') this.#onOpen(one, other);
  }

  #moveTo(position: GridPosition): void {
    this.#cells.get(keyOf(this.#focus))?.setAttribute('tabindex', '-1');
    this.#focus = position;
    this.#paint(false);
    const cell = this.#cells.get(keyOf(position));
    cell?.setAttribute('tabindex', '0');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

function sameSelection(one: GridContent, other: GridContent): boolean {
  const names = ({ branches, selection: { rows, columns } }: GridContent) =>
    JSON.stringify([rows, columns].map((places) => places.map((place) => branches[place])));
  return names(one) === names(other);
}

function keyOf({ row, column }: GridPosition): string {
  return `${row} ${column}`;
}

function positionOf({ dataset }: HTMLElement): GridPosition {
  return { row: Number(dataset['row']), column: Number(dataset['column']) };
}

function isWithin(place: number, { from, to }: Visible): boolean {
  return place >= from && place < to;
}
