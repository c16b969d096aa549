import { element } from './element.ts';
import { cellSize, type Visible } from './gridGeometry.ts';
import type { MatrixBranch } from './messages.ts';

/** The names of the branches above and beside the cells; they stay on the screen while the cells move. */
export class GridHeaders {
  readonly corner = element('div', { class: 'corner', role: 'presentation' });
  readonly columns = element('div', { class: 'columns', role: 'row', 'aria-rowindex': '1' });
  readonly #shown = new Map<number, HTMLElement>();

  /** @param count of columns */
  resize(count: number): void {
    this.columns.style.width = `${count * cellSize}px`;
  }

  clear(): void {
    for (const header of this.#shown.values()) header.remove();
    this.#shown.clear();
  }

  /** Shows the headers of the columns on the screen. */
  paint(across: Visible, columns: readonly number[], branches: readonly MatrixBranch[]): void {
    for (const [column, header] of this.#shown) {
      if (column >= across.from && column < across.to) continue;
      header.remove();
      this.#shown.delete(column);
    }
    for (let column = across.from; column < across.to; column++) {
      const branch = branches[columns[column] ?? -1];
      if (branch && !this.#shown.has(column)) this.#add(column, branch);
    }
  }

  /** The header of a row. */
  static rowHeader(branch: MatrixBranch): HTMLElement {
    const made = header('row-header', 'rowheader', branch);
    if (branch.team !== null) made.append(element('small', {}, branch.team));
    return made;
  }

  #add(column: number, branch: MatrixBranch): void {
    const made = header('column-header', 'columnheader', branch);
    made.setAttribute('aria-colindex', String(column + 2));
    made.style.left = `${column * cellSize}px`;
    this.#shown.set(column, made);
    this.columns.append(made);
  }
}

/** The whole name is for who cannot see, and for who rests on it. */
function header(kind: string, role: string, { name, label, team, base }: MatrixBranch): HTMLElement {
  const title = team === null ? name : `${name} (${team})`;
  const text = element('span', {}, label);
  return element('div', { class: base ? `${kind} base` : kind, role, title, 'aria-label': name }, text);
}
