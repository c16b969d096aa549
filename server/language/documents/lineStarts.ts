/** Offsets at which the lines of a text begin, each behind a line feed, kept up to date through its edits. */
export class LineStarts {
  #starts: Uint32Array;
  #count = 1;

  constructor(text: string) {
    this.#starts = new Uint32Array(1024);
    this.replace(0, 0, text);
  }

  /** Number of lines: behind a line feed at the very end one begins too. */
  get count(): number {
    return this.#count;
  }

  /** Of a line, from 0; undefined beyond the last. */
  of(line: number): number | undefined {
    return line < this.#count ? this.#starts[line] : undefined;
  }

  /** Line, from 0, of an offset. */
  lineAt(offset: number): number {
    return this.#firstBehind(offset) - 1;
  }

  /** All of them, which no edit changes. */
  copied(): Uint32Array {
    return this.#starts.slice(0, this.#count);
  }

  /** A text takes the place of what lay between two offsets. */
  replace(start: number, end: number, text: string): void {
    const added = lineFeeds(text, start);
    const first = this.#firstBehind(start);
    const last = this.#firstBehind(end);
    const count = this.#count - (last - first) + added.length;
    this.#provide(count);
    this.#starts.copyWithin(first + added.length, last, this.#count);
    this.#starts.set(added, first);
    this.#count = count;
    const difference = text.length - (end - start);
    for (let line = first + added.length; line < count; line++)
      this.#starts[line] = (this.#starts[line] ?? 0) + difference;
  }

  /** The first line, from 0, that begins behind an offset. */
  #firstBehind(offset: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #provide(count: number): void {
    if (count <= this.#starts.length) return;
    const larger = new Uint32Array(count + (count >> 1));
    larger.set(this.#starts);
    this.#starts = larger;
  }
}

/** Where lines begin behind the line feeds of a text that lies at an offset. */
function lineFeeds(text: string, offset: number): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(offset + at + 1);
  return starts;
}
