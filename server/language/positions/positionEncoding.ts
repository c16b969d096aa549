import type { InitializeParams } from 'vscode-languageserver/node';

/** The units that columns are counted in: of UTF-16, bytes of UTF-8, or characters. */
export type PositionEncoding = 'utf-16' | 'utf-8' | 'utf-32';

const known: readonly PositionEncoding[] = ['utf-16', 'utf-8', 'utf-32'];

/** The encoding for an editor: UTF-16, in which the analysis counts, unless the editor offers others alone. */
export function negotiateEncoding({ capabilities }: InitializeParams): PositionEncoding {
  const offered = capabilities.general?.positionEncodings ?? [];
  return known.find((encoding) => offered.includes(encoding)) ?? 'utf-16';
}

/** Column of an editor, counted in an encoding, of a column of a line counted in UTF-16 units. */
export function encodedColumn(line: string, column: number, encoding: PositionEncoding): number {
  let encoded = 0;
  for (let at = 0; at < column && at < line.length; ) {
    const codePoint = line.codePointAt(at) ?? 0;
    encoded += unitsOf(codePoint, encoding);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return encoded;
}

/** The other way; a column inside a character is that of its beginning, one behind the line that of its end. */
export function decodedColumn(line: string, encoded: number, encoding: PositionEncoding): number {
  let column = 0;
  for (let units = 0; column < line.length; ) {
    const codePoint = line.codePointAt(column) ?? 0;
    units += unitsOf(codePoint, encoding);
    if (units > encoded) break;
    column += codePoint > 0xffff ? 2 : 1;
  }
  return column;
}

function unitsOf(codePoint: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-32') return 1;
  if (encoding === 'utf-16') return codePoint > 0xffff ? 2 : 1;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint > 0xffff ? 4 : 3;
}
