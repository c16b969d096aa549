/** Magics of a whole cell after which Python goes on; after any other the cell is of another language. */
const pythonMagics = new Set(['capture', 'prun', 'time', 'timeit', 'debug', 'memit', 'mprun', 'lprun']);
const cellMagic = /^\s*%%(\w+)/;
/** A line that IPython takes for itself: a magic, a shell command, a question. */
const ownLine = /^[ \t]*(?:[%!?]|[\w.%]+\?{1,2}[ \t]*\r?$)/;
/** `files = !ls`, `time = %timeit x`: what is assigned comes from IPython. */
const ownValue = /^([ \t]*[\p{L}_][\p{L}\p{N}_.,[\] \t]*=[ \t]*)[%!]/u;

/**
 * The Python of a notebook's cell. What is for IPython alone is blanked out: the text keeps its length and its lines, so
 * that places stay what they are. A cell of another language (`%%bash`) is empty.
 */
export function notebookCell(text: string): string {
  const magic = cellMagic.exec(text)?.[1];
  if (magic !== undefined && !pythonMagics.has(magic)) return blank(text);
  if (!/[%!?]/.test(text)) return text;
  return text.split('\n').map(pythonLine).join('\n');
}

function pythonLine(line: string): string {
  if (ownLine.test(line)) return blank(line);
  const assigned = ownValue.exec(line)?.[1];
  // A value has to stand there, or the line would not be whole.
  return assigned === undefined ? line : `${assigned}0${blank(line.slice(assigned.length + 1))}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
