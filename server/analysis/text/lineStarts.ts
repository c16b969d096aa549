/** Filled for one text after the other, so that the thousands of a scan leave no garbage of growing arrays. */
let scratch = new Uint32Array(1 << 14);

/** Offsets at which the lines of a text begin; behind a line feed at the very end one begins too. */
export function lineStarts(text: string): Uint32Array {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (count === scratch.length) {
      const larger = new Uint32Array(count * 2);
      larger.set(scratch);
      scratch = larger;
    }
    scratch[count++] = at + 1;
  }
  return scratch.slice(0, count);
}
