/** Pixels. */
export const cellSize = 28;

/** A cell by its place among the rows and columns that are shown. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

/** First and last place of a row of cells that is on the screen; the last one is not included. */
export interface Visible {
  readonly from: number;
  readonly to: number;
}

/** Cells drawn beyond each edge, so that scrolling shows no gap. */
const beyond = 3;

/** The cells on the screen of `count`, scrolled by so many pixels. */
export function visibleCells(scrolled: number, pixels: number, count: number): Visible {
  const from = Math.max(0, Math.floor(scrolled / cellSize) - beyond);
  const to = Math.min(count, Math.ceil((scrolled + pixels) / cellSize) + beyond);
  return { from: Math.min(from, to), to };
}

/** Rows and columns of a grid. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
}

const pageRows = 10;

/** Where a key leads, as in every grid; undefined where it leads nowhere. */
export function moved(
  { row, column }: GridPosition,
  press: KeyPress,
  size: GridSize,
): GridPosition | undefined {
  const steps: Readonly<Record<string, GridPosition>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: row - pageRows, column },
    PageDown: { row: row + pageRows, column },
    Home: { row: press.ctrlKey ? 0 : row, column: 0 },
    End: { row: press.ctrlKey ? size.rows - 1 : row, column: size.columns - 1 },
  };
  const step = steps[press.key];
  return step && clamped(step, size);
}

/** The nearest position inside a grid. */
export function clamped({ row, column }: GridPosition, { rows, columns }: GridSize): GridPosition {
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: within(row, rows), column: within(column, columns) };
}
